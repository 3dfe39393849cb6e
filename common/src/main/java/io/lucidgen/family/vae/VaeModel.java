package io.lucidgen.family.vae;

import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentVariableModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.model.StoredNetwork;
import io.lucidgen.model.TargetKind;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained VAE; reconstructions go through the posterior's mean, without noise. */
final class VaeModel implements GenerativeModel, LatentVariableModel {

    private static final String ENCODER_PART = "encoder/";
    private static final String DECODER_PART = "decoder/";

    private final ModelDefinition definition;
    private final Network encoder;
    private final Network decoder;
    private final NetworkRunner encode;
    private final NetworkRunner decode;

    VaeModel(ModelDefinition definition, ModelState state) {
        this.definition = definition;
        this.encoder = StoredNetwork.of(definition, state, VaeFamily.ENCODER);
        this.decoder = StoredNetwork.of(definition, state, VaeFamily.DECODER);
        this.encode = new NetworkRunner(encoder);
        this.decode = new NetworkRunner(decoder);
    }

    @Override
    public ModelDefinition definition() {
        return definition;
    }

    @Override
    public INDArray generate(INDArray latents) {
        return decode.run(latents, VaeFamily.SAMPLE);
    }

    @Override
    public Optional<INDArray> criticLogit(INDArray samples, int[] labels) {
        return Optional.empty();
    }

    @Override
    public Optional<INDArray> reconstruct(INDArray samples, int[] labels) {
        return Optional.of(generate(encode.run(samples, VaeFamily.MEAN)));
    }

    @Override
    public Optional<LatentVariableModel> latentVariables() {
        return decoder.definition().outputs().contains(VaeFamily.LOGITS) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public int latentSize() {
        return encoder.definition().shapes().get(VaeFamily.MEAN).size();
    }

    @Override
    public Posterior posterior(INDArray samples, int[] labels) {
        return new Posterior(encode.run(samples, VaeFamily.MEAN), encode.run(samples, VaeFamily.LOG_VARIANCE));
    }

    @Override
    public INDArray logits(INDArray latents, int[] labels) {
        return decode.run(latents, VaeFamily.LOGITS);
    }

    @Override
    public List<ExplainedTarget> targets(List<Integer> latentDimensions) {
        List<ExplainedTarget> targets = new ArrayList<>();
        targets.add(reconstructionError());
        latentDimensions.forEach(dimension -> targets.add(latentMean(dimension)));
        return targets;
    }

    private ExplainedTarget reconstructionError() {
        NetworkDefinition error = NetworkDefinition.named("reconstruction-error")
                .input(ExplainedTarget.INPUT, encoder.definition().inputs().get(VaeFamily.ENCODER_INPUT))
                .append(ENCODER_PART, encoder.definition(), ExplainedTarget.INPUT)
                .append(DECODER_PART, decoder.definition(), ENCODER_PART + VaeFamily.MEAN)
                .squaredDistance(ExplainedTarget.OUTPUT, ExplainedTarget.INPUT, DECODER_PART + VaeFamily.SAMPLE)
                .outputs(ExplainedTarget.OUTPUT);
        return ExplainedTarget.of(
                TargetKind.RECONSTRUCTION_ERROR,
                -1,
                Network.assembled(error, Map.of(ENCODER_PART, encoder, DECODER_PART, decoder)));
    }

    private ExplainedTarget latentMean(int dimension) {
        NetworkDefinition mean = NetworkDefinition.named("latent-mean")
                .input(ExplainedTarget.INPUT, encoder.definition().inputs().get(VaeFamily.ENCODER_INPUT))
                .append(ENCODER_PART, encoder.definition(), ExplainedTarget.INPUT)
                .column(ExplainedTarget.OUTPUT, ENCODER_PART + VaeFamily.MEAN, dimension)
                .outputs(ExplainedTarget.OUTPUT);
        return ExplainedTarget.of(
                TargetKind.LATENT_MEAN, dimension, Network.assembled(mean, Map.of(ENCODER_PART, encoder)));
    }
}
