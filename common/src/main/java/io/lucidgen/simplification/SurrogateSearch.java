package io.lucidgen.simplification;

import io.lucidgen.evaluation.Bootstrap;
import java.util.List;
import java.util.Optional;

/**
 * Finds the simplest rule that none of more words beats, and puts it to the proof.
 *
 * <p>Rules are fitted to three fifths of the samples, chosen by a fifth, and what is published of them is measured on the last fifth.
 * A rule takes the place of a shorter one only where its squared error is smaller with 95 % confidence; a tree, which is there for
 * what is not linear, has to beat the weighted sum of all features too.
 *
 * @param terms most features of a weighted sum
 * @param depth most questions of a tree on the way to a case
 * @param leastR2 what the lower end of the interval of a rule's R2 must reach for the rule to be an explanation
 */
public record SurrogateSearch(int terms, int depth, double leastR2, Bootstrap bootstrap) {

    /** A response that varies by less than this part of its mean is the same for all samples. */
    private static final double NOTHING = 1e-9;

    /** Of two rules that are both exact neither beats the other by what rounding leaves, in parts of the variance. */
    private static final double NO_GAIN = 1e-6;

    /** The cases by which it is told where a rule fails are four at most. */
    private static final int WEAK_SPOT_DEPTH = 2;

    /**
     * The best rule for a response, with what it is worth.
     *
     * @param samples in an order of chance, at least five
     */
    public Surrogate of(Response response, Predictors predictors, Observations samples) {
        int choosingFrom = samples.rows() * 3 / 5;
        int provingFrom = samples.rows() * 4 / 5;
        Observations fitting = samples.between(0, choosingFrom);
        Observations proving = samples.between(provingFrom, samples.rows());
        if (fitting.deviation() <= NOTHING * Math.abs(fitting.meanResponse())) {
            return alwaysTheSame(
                    response, predictors, fitting.meanResponse(), samples.names(), proving.rows(), provingFrom);
        }
        Candidates candidates = Candidates.fit(fitting, terms, depth);
        Rule rule = choose(candidates, samples.between(choosingFrom, provingFrom));
        Fidelity fidelity = fidelity(rule, candidates, proving);
        return new Surrogate(
                response,
                predictors,
                fidelity.interval().low() >= leastR2 && beatsBaseline(rule, candidates, proving),
                Surrogate.Form.of(rule),
                rule.size(),
                rule.words(samples.names()),
                fidelity,
                fidelity(candidates.lines().get(0), candidates, proving).r2(),
                fidelity(candidates.linear(), candidates, proving).r2(),
                WeakSpot.of(RegressionTree.of(fitting.errorsOf(rule), WEAK_SPOT_DEPTH), rule, proving),
                provingFrom,
                proving.rows());
    }

    private static Surrogate alwaysTheSame(
            Response response, Predictors predictors, double value, List<String> names, int heldOut, int fitted) {
        Rule constant = SparseLine.constant(value, names.size());
        return new Surrogate(
                response,
                predictors,
                false,
                Surrogate.Form.of(constant),
                constant.size(),
                constant.words(names),
                Fidelity.NOTHING_TO_EXPLAIN,
                0,
                0,
                Optional.empty(),
                fitted,
                heldOut);
    }

    private Rule choose(Candidates candidates, Observations choosing) {
        Rule rule = candidates.lines().get(0);
        for (SparseLine longer : candidates.lines()) {
            if (beats(longer, rule, choosing)) {
                rule = longer;
            }
        }
        return beats(candidates.tree(), rule, choosing) && beats(candidates.tree(), candidates.linear(), choosing)
                ? candidates.tree()
                : rule;
    }

    private Fidelity fidelity(Rule rule, Candidates candidates, Observations proving) {
        return Fidelity.of(rule, proving, candidates.constant(), bootstrap);
    }

    /** A tree's baseline is the sum of all features, that of a longer sum the line through one; the constant is R2's. */
    private boolean beatsBaseline(Rule rule, Candidates candidates, Observations proving) {
        SparseLine line = candidates.lines().get(0);
        return rule.equals(line) || beats(rule, rule instanceof ShallowTree ? candidates.linear() : line, proving);
    }

    private boolean beats(Rule rule, Rule other, Observations samples) {
        double[] errors = samples.squaredErrors(rule);
        double[] others = samples.squaredErrors(other);
        double[] gains = new double[errors.length];
        for (int row = 0; row < gains.length; row++) {
            gains[row] = others[row] - errors[row];
        }
        return bootstrap.ofMean(gains).low() > NO_GAIN * samples.deviation() * samples.deviation();
    }
}
