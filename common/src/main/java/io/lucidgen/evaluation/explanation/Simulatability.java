package io.lucidgen.evaluation.explanation;

import io.lucidgen.evaluation.Interval;
import java.util.List;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * Whether maps help people to foresee what a model says of a sample (Doshi-Velez and Kim 2017,
 * https://arxiv.org/abs/1702.08608): how often they are right with the sample's own map, and with the map of another sample.
 *
 * @param own answers with the sample's own map, at least one
 * @param ownRight those of them that are right
 * @param shuffled answers with another sample's map, at least one
 * @param shuffledRight those of them that are right
 */
public record Simulatability(int own, int ownRight, int shuffled, int shuffledRight) {

    private static final double CONFIDENCE = 0.95;

    /**
     * One answer.
     *
     * @param own whether the map was the sample's own
     */
    public record Answer(boolean own, boolean right) {}

    /** @throws IllegalArgumentException if there are no answers of either kind */
    public Simulatability {
        if (own < 1 || shuffled < 1) {
            throw new IllegalArgumentException("nothing can be compared between " + own + " answers with and "
                    + shuffled + " without the own map");
        }
    }

    /** Counts answers. */
    public static Simulatability of(List<Answer> answers) {
        return new Simulatability(
                count(answers, true, false),
                count(answers, true, true),
                count(answers, false, false),
                count(answers, false, true));
    }

    private static int count(List<Answer> answers, boolean own, boolean rightOnly) {
        return (int) answers.stream()
                .filter(answer -> answer.own() == own && (answer.right() || !rightOnly))
                .count();
    }

    /** The share that is right with the own map, less that with another's. */
    public double difference() {
        return (double) ownRight / own - (double) shuffledRight / shuffled;
    }

    /** The 95 % interval of the difference between two shares (Newcombe 1998, by Wilson's intervals of each). */
    public Interval interval() {
        double first = (double) ownRight / own;
        double second = (double) shuffledRight / shuffled;
        Interval ofFirst = share(ownRight, own);
        Interval ofSecond = share(shuffledRight, shuffled);
        return new Interval(
                difference() - Math.hypot(first - ofFirst.low(), ofSecond.high() - second),
                difference() + Math.hypot(ofFirst.high() - first, second - ofSecond.low()));
    }

    /** Whether maps are shown to help: the whole interval is above 0. */
    public boolean helps() {
        return interval().low() > 0;
    }

    private static Interval share(int some, int all) {
        ConfidenceInterval interval = new WilsonScoreInterval().createInterval(all, some, CONFIDENCE);
        return new Interval(interval.getLowerBound(), interval.getUpperBound());
    }
}
