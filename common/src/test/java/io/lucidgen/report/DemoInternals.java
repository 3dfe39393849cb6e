package io.lucidgen.report;

import io.lucidgen.report.InternalsView.Edge;
import io.lucidgen.report.InternalsView.Layer;
import io.lucidgen.report.InternalsView.Strip;
import io.lucidgen.report.InternalsView.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/** What the parts of a generator might do, for tests and for looking at. */
final class DemoInternals {
    private static final int SIDE = 28;
    private static final int ACROSS = 4;
    private static final List<String> COLUMNS = List.of("latent", "hidden1-relu", "hidden2-relu");
    private static final int PARTS = 8;

    private DemoInternals() {}

    static InternalsView gan() {
        Random random = new Random(4);
        List<Unit> units = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int column = 0; column < COLUMNS.size(); column++) {
            for (int part = 0; part < PARTS; part++) {
                int index = part * 13 + column;
                units.add(new Unit(
                        COLUMNS.get(column),
                        index,
                        0.3 / (part + 1),
                        OptionalDouble.of(random.nextGaussian()),
                        blob(random),
                        SIDE));
                boolean last = column == COLUMNS.size() - 1;
                for (int to = 0; to < (last ? ACROSS * ACROSS : PARTS); to++) {
                    edges.add(new Edge(
                            COLUMNS.get(column),
                            index,
                            last ? "region" : COLUMNS.get(column + 1),
                            last ? to : to * 13 + column + 1,
                            random.nextGaussian(),
                            Math.abs(random.nextGaussian()) * random.nextDouble()));
                }
            }
        }
        for (int region = 0; region < ACROSS * ACROSS; region++) {
            edges.add(new Edge("region", region, "critic-logit", 0, random.nextGaussian(), random.nextDouble()));
        }
        return new InternalsView(
                List.of(new Layer("hidden1-relu", 256, 3, 0, 0.41), new Layer("hidden2-relu", 512, 17, 4, 0.22)),
                units,
                edges,
                ACROSS,
                List.of(
                        new Strip("first-weight", 0, 0.04, 0.31, strip()),
                        new Strip("first-weight", 1, 0.03, 0.25, strip()),
                        new Strip("activations", 0, 0.22, 0.4, strip())));
    }

    private static float[] blob(Random random) {
        float[] plane = new float[SIDE * SIDE];
        double x = random.nextDouble() * SIDE;
        double y = random.nextDouble() * SIDE;
        double sign = random.nextBoolean() ? 1 : -1;
        for (int i = 0; i < plane.length; i++) {
            double dx = i % SIDE - x;
            double dy = i / SIDE - y;
            plane[i] = (float) (sign * Math.exp(-(dx * dx + dy * dy) / 40));
        }
        return plane;
    }

    private static Picture strip() {
        return new SampleGrid(3, 9, 1, 1).draw(DemoGarments.draw(27));
    }
}
