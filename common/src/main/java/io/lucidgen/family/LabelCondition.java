package io.lucidgen.family;

import io.lucidgen.config.Condition;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.error.UserException;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.LatentPrior.Distribution;
import io.lucidgen.model.LatentPrior.Role;

/** Models that are told the class of a sample: their latents end with a block that chooses it. */
public final class LabelCondition {

    private LabelCondition() {}

    /**
     * Normal noise, followed by the class where the model is told one; every class is as likely as the others, whatever
     * the data have.
     *
     * @throws UserException (exit 3) if it is to be told classes and the data has none
     */
    public static LatentPrior prior(ModelConfig config, DatasetDescription dataset) {
        LatentPrior noise = LatentPrior.normal(config.latentSize());
        if (config.condition() == Condition.NONE) {
            return noise;
        }
        int classes = dataset.classNames().size();
        if (classes == 0) {
            throw UserException.data(
                    "train the model",
                    "model.condition",
                    "label",
                    "the dataset " + dataset.name() + " has no labels",
                    "Set model.condition = none, or ingest data with labels");
        }
        return noise.with(Role.LABEL, Distribution.CATEGORICAL, classes);
    }

    /**
     * Checks the labels of examples that a model learns from.
     *
     * @param labels {@code [n]}; null where they were not given
     * @return them, or null for a model that is told none
     * @throws IllegalArgumentException if an example is of no class that the model knows
     */
    public static int[] required(LatentPrior prior, int[] labels) {
        if (prior.classes() == 0) {
            return null;
        }
        if (labels == null) {
            throw new IllegalArgumentException("A model that is told classes needs the label of every example");
        }
        for (int label : labels) {
            if (label < 0 || label >= prior.classes()) {
                throw new IllegalArgumentException(
                        "An example is of class %d, but the model knows %d classes".formatted(label, prior.classes()));
            }
        }
        return labels;
    }
}
