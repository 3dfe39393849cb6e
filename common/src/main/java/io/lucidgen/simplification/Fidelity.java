package io.lucidgen.simplification;

import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.Interval;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far a rule is right on samples that it has not seen.
 *
 * @param r2 the part of the squared error of the constant baseline (the mean response of the training samples) that the rule does
 *     away with; 1 is exact, 0 no better than the constant, negative worse
 * @param interval of that, 95 %
 * @param agreement the share of samples that the rule puts on the same side of that mean as the model does
 */
public record Fidelity(double r2, Interval interval, double agreement) {

    /** Of a response that is the same for all samples, of which there is nothing to explain. */
    static final Fidelity NOTHING_TO_EXPLAIN = new Fidelity(0, new Interval(0, 0), 1);

    /** Measures it. */
    static Fidelity of(Rule rule, Observations heldOut, double constant, Bootstrap bootstrap) {
        double[] errors = heldOut.squaredErrors(rule);
        double[] constantErrors = Arrays.stream(heldOut.responses())
                .map(response -> (response - constant) * (response - constant))
                .toArray();
        int[] all = IntStream.range(0, errors.length).toArray();
        double r2 = r2(errors, constantErrors, all);
        long agreeing = IntStream.of(all)
                .filter(row -> heldOut.responses()[row] > constant == rule.predict(heldOut.features()[row]) > constant)
                .count();
        Interval interval = bootstrap.interval(errors.length, r2, picked -> r2(errors, constantErrors, picked));
        return new Fidelity(
                r2,
                // The bootstrap does not know that nothing is better than exact.
                new Interval(Math.min(1, interval.low()), Math.min(1, interval.high())),
                (double) agreeing / errors.length);
    }

    private static double r2(double[] errors, double[] constantErrors, int[] rows) {
        double error = 0;
        double constantError = 0;
        for (int row : rows) {
            error += errors[row];
            constantError += constantErrors[row];
        }
        return constantError == 0 ? 0 : 1 - error / constantError;
    }
}
