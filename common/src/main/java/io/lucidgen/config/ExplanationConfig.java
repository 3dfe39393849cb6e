package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * Which samples are explained, by which methods, with respect to what.
 *
 * @param samples at most so many samples are explained
 * @param sources where they come from, in equal parts: {@code generated}, {@code real}; empty: what the model family is
 *     about
 * @param methods names of attribution methods
 * @param targets what is explained; empty: everything that the model family offers
 * @param latentDimensions the dimensions of the latent mean that are explained, for the target {@code latent-mean}
 * @param integratedGradientsSteps points on the path from the baseline to the sample
 * @param occlusionWindow side of the square that is hidden, in pixels
 * @param occlusionStride pixels between two such squares, at most the window
 * @param partitions tasks that explain
 * @param topK how many of the strongest features are stored on their own
 * @param maxRelativeGap completeness gap, relative to the target's distance from its value at the baseline, above which
 *     a map is not trusted
 */
public record ExplanationConfig(
        int samples,
        List<String> sources,
        List<String> methods,
        List<String> targets,
        List<Integer> latentDimensions,
        BaselineKind baseline,
        int integratedGradientsSteps,
        int occlusionWindow,
        int occlusionStride,
        int partitions,
        int topK,
        double maxRelativeGap)
        implements Serializable {

    public static final String GENERATED = "generated";
    public static final String REAL = "real";

    public static final String SALIENCY = "saliency";
    public static final String INPUT_X_GRADIENT = "input-x-gradient";
    public static final String INTEGRATED_GRADIENTS = "integrated-gradients";
    public static final String OCCLUSION = "occlusion";

    public static final String CRITIC_LOGIT = "critic-logit";
    public static final String RECONSTRUCTION_ERROR = "reconstruction-error";
    public static final String LATENT_MEAN = "latent-mean";
    public static final String LATENT_CODE = "latent-code";

    private static final List<String> SOURCES = List.of(GENERATED, REAL);
    private static final List<String> METHODS = List.of(SALIENCY, INPUT_X_GRADIENT, INTEGRATED_GRADIENTS, OCCLUSION);
    private static final List<String> TARGETS = List.of(CRITIC_LOGIT, RECONSTRUCTION_ERROR, LATENT_MEAN, LATENT_CODE);

    /** @throws IllegalArgumentException when a setting is out of its range */
    public ExplanationConfig {
        sources = List.copyOf(sources);
        methods = List.copyOf(methods);
        targets = List.copyOf(targets);
        latentDimensions = List.copyOf(latentDimensions);
        new Problems()
                .atLeast("samples", samples, 1)
                .eachOneOf("sources", sources, SOURCES)
                .distinct("sources", sources)
                .agree(
                        samples < 1 || sources.size() <= samples,
                        "samples",
                        List.of("sources"),
                        "must be at least " + sources.size() + ", one for each of sources")
                .notEmpty("methods", methods)
                .eachOneOf("methods", methods, METHODS)
                .distinct("methods", methods)
                .eachOneOf("targets", targets, TARGETS)
                .distinct("targets", targets)
                .notEmpty("latent-dimensions", latentDimensions)
                .eachAtLeast("latent-dimensions", latentDimensions, 0)
                .distinct("latent-dimensions", latentDimensions)
                .atLeast("integrated-gradients-steps", integratedGradientsSteps, 1)
                .atLeast("occlusion-window", occlusionWindow, 1)
                .atLeast("occlusion-stride", occlusionStride, 1)
                .agree(
                        occlusionWindow < 1 || occlusionStride <= occlusionWindow,
                        "occlusion-stride",
                        List.of("occlusion-window"),
                        "must be at most occlusion-window = " + occlusionWindow
                                + ", or pixels between the windows are never hidden")
                .atLeast("partitions", partitions, 1)
                .atLeast("top-k", topK, 1)
                .above("max-relative-gap", maxRelativeGap, 0)
                .refuse();
    }
}
