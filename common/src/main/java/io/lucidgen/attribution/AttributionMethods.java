package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.SampleShape;
import java.util.List;

/** The attribution methods that a configuration names. */
public final class AttributionMethods {

    private AttributionMethods() {}

    /** The configured methods, in the order of the configuration. */
    public static List<AttributionMethod> of(ExplanationConfig config, SampleShape shape) {
        return config.methods().stream().map(name -> named(name, config, shape)).toList();
    }

    private static AttributionMethod named(String name, ExplanationConfig config, SampleShape shape) {
        return switch (name) {
            case ExplanationConfig.SALIENCY -> new Saliency(false);
            case ExplanationConfig.INPUT_X_GRADIENT -> new InputTimesGradient();
            case ExplanationConfig.INTEGRATED_GRADIENTS ->
                new IntegratedGradients(config.integratedGradientsSteps(), PathRule.GAUSS_LEGENDRE);
            case ExplanationConfig.OCCLUSION ->
                new Occlusion(FeatureGrid.of(shape), config.occlusionWindow(), config.occlusionStride());
            default -> throw new IllegalArgumentException("There is no attribution method " + name);
        };
    }
}
