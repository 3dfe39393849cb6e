package io.lucidgen.family.gan;

import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Latents;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.model.StoredNetwork;
import io.lucidgen.model.TargetKind;
import io.lucidgen.network.Companions;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.TensorShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained GAN.
 *
 * <p>A discriminator that judges packs is shown a sample together with others that the generator draws from fixed
 * latents, always the same ones, so that what it says depends on the sample alone.
 */
final class GanModel implements GenerativeModel {

    private static final String PART = "discriminator/";
    private static final String PACK = "pack";
    private static final long COMPANIONS = 0x7061636bL;

    private final ModelDefinition definition;
    private final Network critic;
    private final NetworkRunner generate;
    private final NetworkRunner judge;

    GanModel(ModelDefinition definition, ModelState state) {
        this.definition = definition;
        this.generate = new NetworkRunner(StoredNetwork.of(definition, state, GanFamily.GENERATOR));
        this.critic = critic(StoredNetwork.of(definition, state, GanFamily.DISCRIMINATOR));
        this.judge = new NetworkRunner(critic);
    }

    /** The discriminator's logit of one sample. */
    private Network critic(Network discriminator) {
        TensorShape seen = discriminator.definition().inputs().get(GanFamily.CRITIC_INPUT);
        int features = definition.sampleShape().features();
        int companions = seen.size() / features - 1;
        NetworkBuilder builder = NetworkDefinition.named("critic-logit");
        String judged = ExplainedTarget.INPUT;
        if (companions == 0) {
            builder.input(ExplainedTarget.INPUT, seen);
        } else {
            builder.input(ExplainedTarget.INPUT, features)
                    .node(PACK, new Companions(companions * features), ExplainedTarget.INPUT);
            judged = PACK + "-shape";
            builder.reshape(judged, PACK, seen);
        }
        NetworkDefinition logit = builder.append(PART, discriminator.definition(), judged)
                .column(ExplainedTarget.OUTPUT, PART + GanFamily.LOGIT, 0)
                .outputs(ExplainedTarget.OUTPUT);
        Network network = Network.assembled(logit, Map.of(PART, discriminator));
        if (companions > 0) {
            float[][] latents = new float[companions][];
            for (int i = 0; i < companions; i++) {
                latents[i] = Latents.draw(Latents.seed(COMPANIONS, i), definition.latentSize());
            }
            network.parametersByName()
                    .get(PACK + "." + Companions.VALUES)
                    .assign(generate(Latents.rows(latents)).reshape((long) companions * features));
        }
        return network;
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
    public Optional<INDArray> criticLogit(INDArray samples) {
        return Optional.of(judge.run(samples, ExplainedTarget.OUTPUT));
    }

    @Override
    public Optional<INDArray> reconstruct(INDArray samples) {
        return Optional.empty();
    }

    @Override
    public List<ExplainedTarget> targets(List<Integer> latentDimensions) {
        return List.of(new ExplainedTarget(TargetKind.CRITIC_LOGIT, -1, critic));
    }
}
