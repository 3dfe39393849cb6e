package io.lucidgen.training;

import io.lucidgen.config.EarlyStoppingConfig;
import io.lucidgen.config.GanConfig;
import io.lucidgen.config.Likelihood;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.Precision;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.config.VaeConfig;
import io.lucidgen.config.WeightInitialization;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelFamilies;
import java.util.List;
import java.util.Map;

/** Models small enough that a proof over every parameter takes milliseconds. */
final class TinyModels {

    static final int FEATURES = 12;
    static final int LATENT = 3;

    private TinyModels() {}

    static ModelConfig gan(UpdateOrder updates, double dropout) {
        return model(ModelConfig.GAN, updates, dropout, Likelihood.BERNOULLI, 0);
    }

    static ModelConfig vae(Likelihood likelihood, int warmup) {
        return model(ModelConfig.VAE, UpdateOrder.ALTERNATING, 0, likelihood, warmup);
    }

    private static ModelConfig model(
            String family, UpdateOrder updates, double dropout, Likelihood likelihood, int warmup) {
        return new ModelConfig(
                "tiny",
                family,
                LATENT,
                new GanConfig(
                        List.of(7, 9), List.of(8, 5), 0.2, dropout, 0.9, updates, WeightInitialization.GLOROT_UNIFORM),
                new VaeConfig(List.of(9), List.of(8), likelihood, 1.5, warmup));
    }

    static TrainingConfig training(OptimizerKind kind, double rate) {
        return training(kind, rate, 0);
    }

    static TrainingConfig training(OptimizerKind kind, double rate, double clipNorm) {
        return training(0, new OptimizerConfig(kind, rate, 0.5, 0.999, 1e-8, clipNorm));
    }

    static TrainingConfig averaged(double emaDecay) {
        return training(emaDecay, new OptimizerConfig(OptimizerKind.ADAM, 0.1, 0.5, 0.999, 1e-8, 0));
    }

    private static TrainingConfig training(double emaDecay, OptimizerConfig optimizer) {
        return new TrainingConfig(
                4, 3, 8, 1, 10, 2, Precision.DOUBLE, 0, emaDecay, EarlyStoppingConfig.NONE, optimizer);
    }

    static ModelDefinition define(ModelConfig config) {
        return ModelFamilies.named(config.family())
                .define(
                        config,
                        new DatasetDescription(
                                1,
                                "tiny",
                                Modality.IMAGE,
                                SampleShape.image(1, 3, 4),
                                FeatureType.UINT8,
                                new FeatureStatistics(0, 255, 100, 50, 100),
                                List.of(),
                                Map.of(Split.TRAIN, 100L, Split.TEST, 10L),
                                0,
                                "0123456789abcdef0123456789abcdef"));
    }
}
