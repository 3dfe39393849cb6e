package io.lucidgen.family.vae;

import io.lucidgen.family.adversarial.Critic;
import io.lucidgen.family.adversarial.CriticView;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Generator;
import io.lucidgen.model.LatentVariableModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.StoredNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained VAE with the discriminator that judged it. */
final class VaeGanModel implements GenerativeModel {

    private final VaeModel vae;
    private final CriticView critic;

    VaeGanModel(ModelDefinition definition, ModelState state) {
        this.vae = new VaeModel(definition, state);
        this.critic = new CriticView(definition, StoredNetwork.of(definition, state, Critic.NETWORK), count -> {
            throw new IllegalArgumentException("A discriminator of single samples asks for none beside them");
        });
    }

    @Override
    public ModelDefinition definition() {
        return vae.definition();
    }

    @Override
    public INDArray generate(INDArray latents) {
        return vae.generate(latents);
    }

    @Override
    public Optional<Generator> generator() {
        return vae.generator();
    }

    @Override
    public Optional<INDArray> criticLogit(INDArray samples, int[] labels) {
        return Optional.of(critic.logits(samples, labels));
    }

    @Override
    public Optional<INDArray> reconstruct(INDArray samples, int[] labels) {
        return vae.reconstruct(samples, labels);
    }

    @Override
    public Optional<LatentVariableModel> latentVariables() {
        return vae.latentVariables();
    }

    @Override
    public List<ExplainedTarget> targets(List<Integer> latentDimensions) {
        List<ExplainedTarget> targets = new ArrayList<>(critic.targets());
        targets.addAll(vae.targets(latentDimensions));
        return targets;
    }
}
