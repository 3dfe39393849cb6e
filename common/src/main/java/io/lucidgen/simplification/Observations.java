package io.lucidgen.simplification;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What was seen of some samples.
 *
 * @param names {@code [features]}
 * @param features {@code [samples][features]}
 * @param responses {@code [samples]}
 */
public record Observations(List<String> names, double[][] features, double[] responses) {

    int rows() {
        return responses.length;
    }

    double meanResponse() {
        return StatUtils.mean(responses);
    }

    /** The standard deviation of the response. */
    double deviation() {
        return Math.sqrt(StatUtils.populationVariance(responses));
    }

    /** All values of a feature, {@code [samples]}. */
    double[] feature(int index) {
        return Arrays.stream(features).mapToDouble(row -> row[index]).toArray();
    }

    /** How far a rule is off, {@code [samples]}: the response less what is predicted. */
    double[] residuals(Rule rule) {
        return IntStream.range(0, rows())
                .mapToDouble(row -> responses[row] - rule.predict(features[row]))
                .toArray();
    }

    double[] squaredErrors(Rule rule) {
        return Arrays.stream(residuals(rule)).map(error -> error * error).toArray();
    }

    /** The same samples with the size of a rule's error as the response. */
    Observations errorsOf(Rule rule) {
        return new Observations(
                names, features, Arrays.stream(residuals(rule)).map(Math::abs).toArray());
    }

    /** Some of the samples, one after the other. */
    Observations between(int from, int to) {
        return new Observations(names, Arrays.copyOfRange(features, from, to), Arrays.copyOfRange(responses, from, to));
    }
}
