package io.lucidgen.jobs.explanation;

import io.lucidgen.error.UserException;
import io.lucidgen.model.GenerativeModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The features of samples to explain, generated again where the model made them. */
final class SubjectValues {

    /** How far the critic's logit of a sample that is generated again may be from the stored one. */
    static final double LOGIT_TOLERANCE = 1e-4;

    private final GenerativeModel model;

    SubjectValues(GenerativeModel model) {
        this.model = model;
    }

    /**
     * A sample in the model's range, {@code [features]}.
     *
     * @throws UserException (exit 3) if the model does not give the sample that is stored
     */
    double[] of(Subject subject) {
        if (subject.latent() == null) {
            double[] values = new double[subject.features().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = subject.features()[i];
            }
            return values;
        }
        requireLatent(subject);
        INDArray sample = model.generate(Nd4j.createFromArray(new float[][] {subject.latent()}));
        requireLogit(subject, sample);
        return sample.ravel().toDoubleVector();
    }

    private void requireLatent(Subject subject) {
        int size = model.definition().latentSize();
        if (subject.latent().length != size) {
            throw otherModel(
                    subject,
                    "its latent has %d values but the model's have %d".formatted(subject.latent().length, size));
        }
    }

    private void requireLogit(Subject subject, INDArray sample) {
        if (subject.criticLogit() == null) {
            return;
        }
        double stored = subject.criticLogit();
        double logit = model.criticLogit(sample, new int[] {subject.label()})
                .orElseThrow(() -> otherModel(subject, "it has a critic's logit but the model has no critic"))
                .getDouble(0);
        if (!(Math.abs(logit - stored) <= LOGIT_TOLERANCE * Math.max(1, Math.abs(stored)))) {
            throw otherModel(
                    subject, "the critic gives it %s where %s is stored".formatted((float) logit, (float) stored));
        }
    }

    private static UserException otherModel(Subject subject, String reason) {
        return UserException.data(
                "explain the sample",
                "id",
                subject.id(),
                "it is not of this model: " + reason,
                "Run generate again for the version that is explained");
    }
}
