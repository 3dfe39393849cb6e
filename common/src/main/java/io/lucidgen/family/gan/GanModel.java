package io.lucidgen.family.gan;

import io.lucidgen.family.adversarial.CriticView;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Generator;
import io.lucidgen.model.Latents;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.model.StoredNetwork;
import io.lucidgen.network.Network;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained GAN; packs of its discriminator are filled with samples drawn from fixed latents, always the same ones. */
final class GanModel implements GenerativeModel {

    private static final long COMPANIONS = 0x7061636bL;

    private final ModelDefinition definition;
    private final Network generator;
    private final NetworkRunner generate;
    private final CriticView critic;

    GanModel(ModelDefinition definition, ModelState state) {
        this.definition = definition;
        this.generator = StoredNetwork.of(definition, state, GanFamily.GENERATOR);
        this.generate = new NetworkRunner(generator);
        this.critic = new CriticView(
                definition, StoredNetwork.of(definition, state, GanFamily.DISCRIMINATOR), this::companions);
    }

    private INDArray companions(int count) {
        float[][] latents = new float[count][];
        for (int i = 0; i < count; i++) {
            latents[i] = Latents.draw(Latents.seed(COMPANIONS, i), definition.prior());
        }
        return generate(Latents.rows(latents));
    }

    @Override
    public ModelDefinition definition() {
        return definition;
    }

    @Override
    public INDArray generate(INDArray latents) {
        return generate.run(latents, GanFamily.SAMPLE);
    }

    @Override
    public Optional<Generator> generator() {
        return Optional.of(new Generator(generator, GanFamily.SAMPLE));
    }

    @Override
    public Optional<INDArray> criticLogit(INDArray samples, int[] labels) {
        return Optional.of(critic.logits(samples, labels));
    }

    @Override
    public INDArray criticInput(INDArray samples) {
        return critic.packs(samples);
    }

    @Override
    public Optional<INDArray> reconstruct(INDArray samples, int[] labels) {
        return Optional.empty();
    }

    @Override
    public List<ExplainedTarget> targets(List<Integer> latentDimensions) {
        return critic.targets();
    }
}
