package io.lucidgen.jobs.benchmark;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.error.UserException;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.NetworkDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * A model whose training is measured; fixed, so that a figure means the same wherever it was taken.
 *
 * @param name stands in the names of its figures
 * @param peerNetworks what the peers call the same networks
 * @param settings written {@code key=value}
 */
record Recipe(String name, String peerNetworks, List<String> settings) {

    /**
     * The tutorial's GAN as {@code conf/tutorial-stable.conf} trains it, without a moving average: D 1.46 and G 1.51 million
     * parameters.
     */
    static final Recipe TUTORIAL_GAN = new Recipe(
            "tutorial-gan",
            "tutorial",
            List.of(
                    "model.family=gan",
                    "model.latent-size=100",
                    "model.gan.generator-layers=[128, 256, 512, 1024]",
                    "model.adversarial.discriminator-layers=[1024, 512, 256]",
                    "model.adversarial.leaky-slope=0.2",
                    "model.adversarial.discriminator-dropout=0.3",
                    "model.adversarial.real-label=0.9",
                    "model.adversarial.updates=alternating",
                    "model.gan.initial-weights=he-normal",
                    "training.batch-size=128",
                    "training.optimizer.kind=adam",
                    "training.optimizer.learning-rate=2e-4",
                    "training.optimizer.beta1=0.5"));

    /** A GAN of convolutions as large as DCGAN's for 28 x 28 pixels: 64 and 128 channels, 4 x 4, stride 2. */
    static final Recipe DCGAN = new Recipe(
            "dcgan",
            "dcgan",
            List.of(
                    "model.family=gan",
                    "model.latent-size=100",
                    "model.architecture=convolutional",
                    "model.convolutions.filters=[64, 128]",
                    "model.convolutions.batch-normalization=false",
                    "model.gan.initial-weights=he-normal",
                    "model.adversarial.real-label=0.9",
                    "model.adversarial.updates=alternating",
                    "training.batch-size=64",
                    "training.optimizer.kind=adam",
                    "training.optimizer.learning-rate=2e-4",
                    "training.optimizer.beta1=0.5"));

    /** All whose local step is compared with PyTorch's. */
    static final List<Recipe> ALL = List.of(TUTORIAL_GAN, DCGAN);

    /**
     * The recipe of a name.
     *
     * @throws UserException (exit 2) if there is none
     */
    static Recipe named(String name) {
        return ALL.stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow(() -> UserException.usage(
                        "measure the recipe",
                        "recipe",
                        name,
                        "there is none of this name",
                        "Choose one of " + ALL.stream().map(Recipe::name).toList()));
    }

    /** The figures of the recipe begin with this. */
    String prefix() {
        return "train." + name;
    }

    /** The whole configuration of a run with so many workers and steps a round. */
    LucidgenConfig config(int workers, int localSteps, String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        all.add("averaging.workers=" + workers);
        all.add("averaging.local-steps=" + localSteps);
        return ConfigLoader.defaultsWith(all.toArray(String[]::new));
    }

    /** Bytes of the state that a round passes on: parameters and Adam's two moments, in single precision. */
    long stateBytes() {
        return 3L
                * Float.BYTES
                * definition(Rows.description(1)).networks().values().stream()
                        .mapToLong(NetworkDefinition::parameterCount)
                        .sum();
    }

    ModelDefinition definition(DatasetDescription dataset) {
        ModelConfig model = config(1, 1).model();
        return ModelFamilies.named(model.family()).define(model, dataset);
    }
}
