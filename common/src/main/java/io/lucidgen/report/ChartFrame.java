package io.lucidgen.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Where numbers lie in the drawing of a line chart: the plot's rectangle and the two axes. */
record ChartFrame(Ticks x, Ticks y, boolean logarithmic, double left, double top, double right, double bottom) {

    /** Axes that hold every usable point of the chart; with none of them, axes from 0 to 1. */
    static ChartFrame of(Chart chart, double left, double top, double right, double bottom) {
        boolean logarithmic = chart.scale() == Chart.Scale.LOGARITHMIC;
        double[] xs = range(chart.series(), Series::x, false);
        double[] ys = range(chart.series(), Series::y, logarithmic);
        Ticks x = xs.length == 0 ? Ticks.linear(0, 1, 6) : tight(xs);
        Ticks y;
        if (logarithmic) {
            y = ys.length == 0 ? Ticks.logarithmic(0.1, 1) : Ticks.logarithmic(ys[0], ys[1]);
        } else {
            y = ys.length == 0 ? Ticks.linear(0, 1, 5) : Ticks.linear(fromZero(ys), ys[1], 5);
        }
        return new ChartFrame(x, y, logarithmic, left, top, right, bottom);
    }

    double xPlace(double value) {
        return left + (value - x.low()) / (x.high() - x.low()) * (right - left);
    }

    double yPlace(double value) {
        double share = logarithmic
                ? Math.log(value / y.low()) / Math.log(y.high() / y.low())
                : (value - y.low()) / (y.high() - y.low());
        return bottom - share * (bottom - top);
    }

    /** Whether the value has a place on the vertical axis. */
    boolean shows(double value) {
        return Double.isFinite(value) && (!logarithmic || value > 0);
    }

    /** The horizontal axis ends where the data end: an empty strip would look like a run that stopped early. */
    private static Ticks tight(double[] range) {
        Ticks round = Ticks.linear(range[0], range[1], 6);
        if (!(range[1] > range[0])) {
            return round;
        }
        List<Ticks.Mark> within = round.marks().stream()
                .filter(mark -> mark.value() >= range[0] && mark.value() <= range[1])
                .toList();
        return new Ticks(range[0], range[1], within);
    }

    /** An axis of positive values starts at zero unless that would waste half of it. */
    private static double fromZero(double[] range) {
        return range[0] > 0 && range[0] < 0.5 * range[1] ? 0 : range[0];
    }

    private static double[] range(List<Series> series, Function<Series, double[]> part, boolean positive) {
        double[] usable = series.stream()
                .flatMapToDouble(one -> DoubleStream.of(part.apply(one)))
                .filter(value -> Double.isFinite(value) && (!positive || value > 0))
                .toArray();
        if (usable.length == 0) {
            return usable;
        }
        return new double[] {
            Arrays.stream(usable).min().getAsDouble(),
            Arrays.stream(usable).max().getAsDouble()
        };
    }
}
