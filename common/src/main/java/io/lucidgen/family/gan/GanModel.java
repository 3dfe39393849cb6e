package io.lucidgen.family.gan;

import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.model.StoredNetwork;
import io.lucidgen.model.TargetKind;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained GAN. */
final class GanModel implements GenerativeModel {

    private static final String PART = "discriminator/";

    private final ModelDefinition definition;
    private final Network discriminator;
    private final NetworkRunner generate;
    private final NetworkRunner judge;

    GanModel(ModelDefinition definition, ModelState state) {
        this.definition = definition;
        this.discriminator = StoredNetwork.of(definition, state, GanFamily.DISCRIMINATOR);
        this.generate = new NetworkRunner(StoredNetwork.of(definition, state, GanFamily.GENERATOR));
        this.judge = new NetworkRunner(discriminator);
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
        return Optional.of(judge.run(samples, GanFamily.LOGIT));
    }

    @Override
    public Optional<INDArray> reconstruct(INDArray samples) {
        return Optional.empty();
    }

    @Override
    public List<ExplainedTarget> targets(List<Integer> latentDimensions) {
        NetworkDefinition logit = NetworkDefinition.named("critic-logit")
                .input(ExplainedTarget.INPUT, definition.sampleShape().features())
                .append(PART, discriminator.definition(), ExplainedTarget.INPUT)
                .column(ExplainedTarget.OUTPUT, PART + GanFamily.LOGIT, 0)
                .outputs(ExplainedTarget.OUTPUT);
        return List.of(new ExplainedTarget(
                TargetKind.CRITIC_LOGIT, -1, Network.assembled(logit, Map.of(PART, discriminator))));
    }
}
