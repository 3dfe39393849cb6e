package io.lucidgen.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class NumberText {
    private static final String MINUS = "\u2212";

    private NumberText() {}

    /** A whole number with its thousands apart: 1,493,520. */
    public static String count(long value) {
        return minus(String.format(Locale.ROOT, "%,d", value));
    }

    /** Three significant digits, without the zeros that add nothing: 0.0123, 12.3, 1,234, 1.2e-5. */
    public static String figure(double value) {
        if (Double.isNaN(value)) {
            return "not a number";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "\u221E" : MINUS + "\u221E";
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e7 || size < 1e-3) {
            return minus(scientific(value));
        }
        if (size >= 1000) {
            return minus(String.format(Locale.ROOT, "%,.0f", value));
        }
        return minus(plain(BigDecimal.valueOf(value).round(new MathContext(3))));
    }

    /** A share 0..1 as percent; never rounded up to 100% or down to 0%. */
    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return "not a number";
        }
        double percent = share * 100;
        if (percent > 99.9 && percent < 100) {
            return ">99.9%";
        }
        if (percent > 0 && percent < 0.1) {
            return "<0.1%";
        }
        return minus(plain(BigDecimal.valueOf(percent).setScale(1, RoundingMode.HALF_UP))) + "%";
    }

    /** A time in its two largest units: 6 min 12 s, 2 h 5 min; below a minute in seconds, 0.41 s. */
    public static String duration(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds >= 3600) {
            return count(seconds / 3600) + " h " + seconds % 3600 / 60 + " min";
        }
        if (seconds >= 60) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return figure(duration.toMillis() / 1000.0) + " s";
    }

    /** A number with a fixed count of decimals, for the ticks of one axis. */
    static String fixed(double value, int decimals) {
        double shown = Math.abs(value) < 0.5 * Math.pow(10, -decimals) ? 0 : value;
        return minus(String.format(Locale.ROOT, "%,." + decimals + "f", shown));
    }

    /** A place in a drawing: at most one decimal, as a chart has thousands of them. */
    static String place(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        if (rounded == Math.rint(rounded)) {
            return Long.toString((long) rounded);
        }
        return Double.toString(rounded);
    }

    private static String scientific(double value) {
        String text = String.format(Locale.ROOT, "%.2e", value);
        int exponent = text.indexOf('e');
        String mantissa = plain(new BigDecimal(text.substring(0, exponent)));
        return mantissa + "e" + Integer.parseInt(text.substring(exponent + 1));
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    private static String minus(String text) {
        return text.startsWith("-") ? MINUS + text.substring(1) : text;
    }
}
