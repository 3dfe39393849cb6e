package io.lucidgen.jobs.evaluation;

import io.lucidgen.config.EvaluationConfig;
import io.lucidgen.evaluation.ClassShares;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import java.util.ArrayList;
import java.util.List;

/** How all generated samples spread over the classes that the scorer finds in them. */
final class VarietyScores {
    // 0.8 of 10 classes must be 8 and not, by a rounding error, 9.
    private static final double ROUNDING = 1e-9;

    private final EvaluationConfig config;
    private final List<String> classNames;

    VarietyScores(EvaluationConfig config, List<String> classNames) {
        this.config = config;
        this.classNames = classNames;
    }

    List<ModelScore> of(ClassShares shares) {
        List<ModelScore> scores = new ArrayList<>();
        scores.add(found(shares));
        scores.add(largest(shares));
        scores.add(ModelScore.of(Metric.CLASS_ENTROPY, shares.entropy(), shares.total()));
        for (int label = 0; label < classNames.size(); label++) {
            scores.add(ModelScore.of(Metric.CLASS_SHARE, shares.share(label), shares.total())
                    .ofClass(classNames.get(label)));
        }
        return scores;
    }

    private ModelScore found(ClassShares shares) {
        ModelScore score = ModelScore.of(Metric.CLASSES_FOUND, shares.found(), shares.total());
        double least = Math.ceil(config.minClassesFoundShare() * classNames.size() - ROUNDING);
        return config.minClassesFoundShare() > 0 ? score.heldAgainst(least) : score;
    }

    private ModelScore largest(ClassShares shares) {
        ModelScore score = ModelScore.of(Metric.LARGEST_CLASS_SHARE, shares.largest(), shares.total());
        double most = config.maxClassEvenShares() / classNames.size();
        return most < 1 ? score.heldAgainst(most) : score;
    }
}
