package io.lucidgen.attribution;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.config.AdaptiveIntegratedGradientsConfig;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.SmoothGradConfig;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.data.SampleShape;
import io.lucidgen.error.UserException;
import io.lucidgen.model.ExplainedTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The attribution methods that a configuration names. */
public final class AttributionMethods {

    private AttributionMethods() {}

    /**
     * The configured methods, in the order of the configuration.
     *
     * @param references real samples, for the methods that compare with them
     */
    public static List<AttributionMethod> of(ExplanationConfig config, SampleShape shape, List<double[]> references) {
        FeatureGrid grid = FeatureGrid.of(shape);
        return config.methods().stream()
                .map(name -> named(name, config, grid, references))
                .toList();
    }

    /**
     * The configured methods for latents, whose values have no neighbours: each is hidden, masked and counted alone, as far
     * as the coalitions of KernelSHAP allow.
     *
     * @param size of a latent
     * @param references latents, for the methods that compare with them
     */
    public static List<AttributionMethod> ofLatents(ExplanationConfig config, int size, List<double[]> references) {
        FeatureGrid grid = new FeatureGrid(1, 1, size);
        return config.methods().stream()
                .map(name -> switch (name) {
                    case ExplanationConfig.OCCLUSION -> new Occlusion(grid, 1, 1);
                    case ExplanationConfig.RISE ->
                        new Rise(
                                grid, config.rise().masks(), size, config.rise().keep());
                    case ExplanationConfig.KERNEL_SHAP -> {
                        int coalitions = config.kernelShap().coalitions();
                        yield new KernelShap(grid, Math.max(1, Math.min(size, coalitions / 2)), coalitions);
                    }
                    default -> named(name, config, grid, references);
                })
                .toList();
    }

    /**
     * Makes sure that every method can explain every target.
     *
     * @throws UserException (exit 2) if one cannot
     */
    public static void require(List<AttributionMethod> methods, List<ExplainedTarget> targets) {
        for (AttributionMethod method : methods) {
            for (ExplainedTarget target : targets) {
                method.obstacle(TargetFunction.of(target)).ifPresent(reason -> {
                    throw UserException.usage(
                            "explain the model",
                            "explanation.methods",
                            method.name(),
                            reason.formatted(target.label()),
                            "Leave out the method or, in explanation.targets, the target");
                });
            }
        }
    }

    /** Why some methods cannot explain a target. */
    public static Map<Aspect, String> refusals(List<AttributionMethod> methods, ExplainedTarget target) {
        Map<Aspect, String> refusals = new HashMap<>();
        TargetFunction function = TargetFunction.of(target);
        for (AttributionMethod method : methods) {
            method.obstacle(function)
                    .ifPresent(reason -> refusals.put(
                            new Aspect(target.kind(), target.index(), method.name()),
                            "cannot explain it: " + reason.formatted(target.label())));
        }
        return refusals;
    }

    private static AttributionMethod named(
            String name, ExplanationConfig config, FeatureGrid grid, List<double[]> references) {
        return switch (name) {
            case ExplanationConfig.SALIENCY -> new Saliency(false);
            case ExplanationConfig.INPUT_X_GRADIENT -> new InputTimesGradient();
            case ExplanationConfig.GUIDED_BACKPROPAGATION -> RuledGradient.guidedBackpropagation();
            case ExplanationConfig.DECONVOLUTION -> RuledGradient.deconvolution();
            case ExplanationConfig.LRP_EPSILON ->
                new RelevancePropagation(config.lrpEpsilon().epsilon());
            case ExplanationConfig.DEEP_LIFT -> new DeepLift();
            case ExplanationConfig.INTEGRATED_GRADIENTS ->
                new IntegratedGradients(config.integratedGradients().steps(), PathRule.GAUSS_LEGENDRE);
            case ExplanationConfig.ADAPTIVE_INTEGRATED_GRADIENTS -> {
                AdaptiveIntegratedGradientsConfig adaptive = config.adaptiveIntegratedGradients();
                yield new AdaptiveIntegratedGradients(
                        adaptive.fewestSteps(), adaptive.mostSteps(), adaptive.tolerance());
            }
            case ExplanationConfig.SMOOTH_GRAD -> smooth(SmoothGrad.Moment.MEAN, config.smoothGrad());
            case ExplanationConfig.SMOOTH_GRAD_SQUARED -> smooth(SmoothGrad.Moment.MEAN_SQUARE, config.smoothGrad());
            case ExplanationConfig.VAR_GRAD -> smooth(SmoothGrad.Moment.VARIANCE, config.smoothGrad());
            case ExplanationConfig.GRADIENT_SHAP ->
                new GradientShap(references, config.gradientShap().samples());
            case ExplanationConfig.GRAD_CAM -> new GradCam(grid);
            case ExplanationConfig.OCCLUSION ->
                new Occlusion(
                        grid, config.occlusion().window(), config.occlusion().stride());
            case ExplanationConfig.RISE ->
                new Rise(
                        grid,
                        config.rise().masks(),
                        config.rise().cells(),
                        config.rise().keep());
            case ExplanationConfig.KERNEL_SHAP ->
                new KernelShap(
                        grid, config.kernelShap().cells(), config.kernelShap().coalitions());
            default -> throw new IllegalArgumentException("There is no attribution method " + name);
        };
    }

    private static SmoothGrad smooth(SmoothGrad.Moment moment, SmoothGradConfig config) {
        return new SmoothGrad(moment, config.copies(), config.noise());
    }
}
