package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * Which samples are explained, by which methods, with respect to what.
 *
 * @param samples at most so many samples are explained
 * @param sources where they come from, in equal parts: {@code generated}, {@code real}, {@code training}; empty: what the model family is
 *     about
 * @param methods names of attribution methods
 * @param targets what is explained; empty: everything that the model family offers over the features of a sample
 * @param units the units of hidden layers that are explained, for the target {@code unit}: {@code critic/dense1/17}
 * @param latentDimensions the dimensions of the latent mean that are explained, for the target {@code latent-mean}
 * @param regions into how many regions a sample is cut along each axis, for the target {@code region-by-latent}
 * @param lrpEpsilon settings of the method
 * @param integratedGradients settings of the method
 * @param adaptiveIntegratedGradients settings of the method
 * @param smoothGrad settings of the three methods that add noise
 * @param gradientShap settings of the method
 * @param occlusion settings of the method
 * @param rise settings of the method
 * @param kernelShap settings of the method
 * @param quality how explanations are examined
 * @param automatic how one of the methods is chosen for each target
 * @param internals how it is measured what the parts of a generator do
 * @param surrogates how simple rules are sought for what the model does
 * @param sharedMaps what is published for those who may not see the rows
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
        List<String> units,
        List<Integer> latentDimensions,
        int regions,
        BaselineKind baseline,
        LrpEpsilonConfig lrpEpsilon,
        IntegratedGradientsConfig integratedGradients,
        AdaptiveIntegratedGradientsConfig adaptiveIntegratedGradients,
        SmoothGradConfig smoothGrad,
        GradientShapConfig gradientShap,
        OcclusionConfig occlusion,
        RiseConfig rise,
        KernelShapConfig kernelShap,
        ExplanationQualityConfig quality,
        AutomaticMethodsConfig automatic,
        InternalsConfig internals,
        SurrogatesConfig surrogates,
        SharedMapsConfig sharedMaps,
        int partitions,
        int topK,
        double maxRelativeGap)
        implements Serializable {

    public static final String GENERATED = "generated";
    public static final String REAL = "real";
    public static final String TRAINING = "training";

    public static final String SALIENCY = "saliency";
    public static final String INPUT_X_GRADIENT = "input-x-gradient";
    public static final String GUIDED_BACKPROPAGATION = "guided-backpropagation";
    public static final String DECONVOLUTION = "deconvolution";
    public static final String LRP_EPSILON = "lrp-epsilon";
    public static final String DEEP_LIFT = "deep-lift";
    public static final String INTEGRATED_GRADIENTS = "integrated-gradients";
    public static final String ADAPTIVE_INTEGRATED_GRADIENTS = "adaptive-integrated-gradients";
    public static final String SMOOTH_GRAD = "smooth-grad";
    public static final String SMOOTH_GRAD_SQUARED = "smooth-grad-squared";
    public static final String VAR_GRAD = "var-grad";
    public static final String GRADIENT_SHAP = "gradient-shap";
    public static final String GRAD_CAM = "grad-cam";
    public static final String OCCLUSION = "occlusion";
    public static final String RISE = "rise";
    public static final String KERNEL_SHAP = "kernel-shap";

    public static final String CRITIC_LOGIT = "critic-logit";
    public static final String RECONSTRUCTION_ERROR = "reconstruction-error";
    public static final String LATENT_MEAN = "latent-mean";
    public static final String LATENT_CODE = "latent-code";

    private static final List<String> SOURCES = List.of(GENERATED, REAL, TRAINING);
    /** All methods, in the order in which they are shown. */
    public static final List<String> METHODS = List.of(
            SALIENCY,
            INPUT_X_GRADIENT,
            GUIDED_BACKPROPAGATION,
            DECONVOLUTION,
            LRP_EPSILON,
            DEEP_LIFT,
            INTEGRATED_GRADIENTS,
            ADAPTIVE_INTEGRATED_GRADIENTS,
            SMOOTH_GRAD,
            SMOOTH_GRAD_SQUARED,
            VAR_GRAD,
            GRADIENT_SHAP,
            GRAD_CAM,
            OCCLUSION,
            RISE,
            KERNEL_SHAP);

    public static final String CRITIC_LOGIT_BY_LATENT = "critic-logit-by-latent";
    public static final String REGION_BY_LATENT = "region-by-latent";

    public static final String UNIT = "unit";

    private static final List<String> TARGETS = List.of(
            CRITIC_LOGIT,
            RECONSTRUCTION_ERROR,
            LATENT_MEAN,
            LATENT_CODE,
            CRITIC_LOGIT_BY_LATENT,
            REGION_BY_LATENT,
            UNIT);

    /** @throws IllegalArgumentException when a setting is out of its range */
    public ExplanationConfig {
        sources = List.copyOf(sources);
        methods = List.copyOf(methods);
        targets = List.copyOf(targets);
        units = List.copyOf(units);
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
                .unless(
                        units.stream()
                                .allMatch(unit -> ExplainedUnit.parse(unit).isPresent()),
                        "units",
                        "must be of the form critic/LAYER/UNIT, encoder/LAYER/UNIT or generator/LAYER/UNIT")
                .distinct("units", units)
                .agree(
                        !targets.contains(UNIT) || !units.isEmpty(),
                        "targets",
                        List.of("units"),
                        "must not hold unit where units is empty: name the units")
                .notEmpty("latent-dimensions", latentDimensions)
                .eachAtLeast("latent-dimensions", latentDimensions, 0)
                .distinct("latent-dimensions", latentDimensions)
                .atLeast("regions", regions, 1)
                .agree(
                        !sharedMaps.enabled() || !automatic.enabled(),
                        "shared-maps.enabled",
                        List.of("automatic.enabled"),
                        "must be false where automatic.enabled is true: which method was chosen would tell of the rows")
                .agree(
                        !sharedMaps.enabled() || !methods.contains(GRADIENT_SHAP),
                        "methods",
                        List.of("shared-maps.enabled"),
                        "must not hold gradient-shap where shared-maps.enabled is true: it compares each row with others, so that"
                                + " one row would be in the maps of all")
                .atLeast("partitions", partitions, 1)
                .atLeast("top-k", topK, 1)
                .above("max-relative-gap", maxRelativeGap, 0)
                .refuse();
    }

    /** The units that are explained: all that are named, unless the targets that are named leave them out. */
    public List<ExplainedUnit> explainedUnits() {
        return targets.isEmpty() || targets.contains(UNIT)
                ? units.stream()
                        .map(name -> ExplainedUnit.parse(name).orElseThrow())
                        .toList()
                : List.of();
    }
}
