package io.example.meanmatching;

import io.lucidgen.config.FamilySettings;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Normalizer;
import io.lucidgen.family.ModelFamily;
import io.lucidgen.family.SampleLayers;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.model.StoredNetwork;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainingStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The smallest model family there is, in a package that Lucidgen does not know: a generator whose samples are to have
 * the mean of the data. CONTRIBUTING walks through it.
 */
public final class MeanMatchingFamily implements ModelFamily {

    static final String GENERATOR = "generator";
    static final String LATENT = "latent";
    static final String SAMPLE = "sample";

    /**
     * Its section {@code model.mean-matching}.
     *
     * @param layers hidden sizes of a dense generator
     */
    public record Settings(List<Integer> layers) implements FamilySettings {}

    @Override
    public String name() {
        return "mean-matching";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public boolean isAdversarial() {
        return false;
    }

    @Override
    public List<String> denseOnly() {
        return List.of("layers");
    }

    @Override
    public List<String> targets() {
        return List.of();
    }

    @Override
    public List<String> sources() {
        return List.of("generated");
    }

    @Override
    public SortedMap<String, Boolean> decisiveMeasures() {
        return new TreeMap<>(Map.of("held-out-distance", false));
    }

    @Override
    public ModelDefinition define(ModelConfig config, DatasetDescription dataset) {
        SampleLayers layers = SampleLayers.of(config, dataset.shape());
        NetworkBuilder builder = NetworkDefinition.named(GENERATOR).input(LATENT, config.latentSize());
        layers.draw(builder, LATENT, config.settings(Settings.class).layers(), Weights.HE_NORMAL);
        NetworkDefinition generator =
                builder.sigmoid(SAMPLE, SampleLayers.PIXELS).outputs(SAMPLE);
        return new ModelDefinition(
                name(),
                dataset.shape(),
                Normalizer.unit(dataset.statistics().min(), dataset.statistics().max()),
                config.latentSize(),
                Map.of(GENERATOR, generator));
    }

    @Override
    public TrainingStep step(ModelDefinition definition, ModelConfig config, StepSettings settings) {
        return new MeanMatchingStep(definition, settings);
    }

    @Override
    public List<String> averagedNetworks(ModelDefinition definition) {
        return List.of(GENERATOR);
    }

    @Override
    public GenerativeModel load(ModelDefinition definition, ModelState state) {
        NetworkRunner generator = new NetworkRunner(StoredNetwork.of(definition, state, GENERATOR));
        return new GenerativeModel() {
            @Override
            public ModelDefinition definition() {
                return definition;
            }

            @Override
            public INDArray generate(INDArray latents) {
                return generator.run(latents, SAMPLE);
            }

            @Override
            public Optional<INDArray> criticLogit(INDArray samples, int[] labels) {
                return Optional.empty();
            }

            @Override
            public Optional<INDArray> reconstruct(INDArray samples, int[] labels) {
                return Optional.empty();
            }

            @Override
            public List<ExplainedTarget> targets(List<Integer> latentDimensions) {
                return List.of();
            }
        };
    }
}
