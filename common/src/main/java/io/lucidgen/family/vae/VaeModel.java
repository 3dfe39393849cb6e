package io.lucidgen.family.vae;

import io.lucidgen.family.LabelCondition;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Generator;
import io.lucidgen.model.LatentVariableModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.model.StoredNetwork;
import io.lucidgen.model.TargetKind;
import io.lucidgen.network.Companions;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkBuilder;
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
    private static final String CLASS = "class";

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
    public Optional<Generator> generator() {
        return Optional.of(new Generator(decoder, VaeFamily.SAMPLE));
    }

    @Override
    public Optional<INDArray> criticLogit(INDArray samples, int[] labels) {
        return Optional.empty();
    }

    @Override
    public Optional<INDArray> reconstruct(INDArray samples, int[] labels) {
        return Optional.of(generate(told(encode.run(samples, VaeFamily.MEAN), labels)));
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
        return decode.run(told(latents, labels), VaeFamily.LOGITS);
    }

    /** What the decoder reads: latents, and the classes where the model is told them. */
    private INDArray told(INDArray latents, int[] labels) {
        int classes = definition.prior().classes();
        return classes == 0
                ? latents
                : DecoderInput.told(latents, LabelCondition.required(definition.prior(), labels), classes);
    }

    @Override
    public List<ExplainedTarget> targets(List<Integer> latentDimensions) {
        List<ExplainedTarget> targets = new ArrayList<>();
        if (definition.prior().classes() == 0) {
            targets.add(ExplainedTarget.of(TargetKind.RECONSTRUCTION_ERROR, -1, reconstructionError(-1)));
        }
        for (int label = 0; label < definition.prior().classes(); label++) {
            targets.add(ExplainedTarget.ofClass(TargetKind.RECONSTRUCTION_ERROR, label, reconstructionError(label)));
        }
        latentDimensions.forEach(dimension -> targets.add(latentMean(dimension)));
        return targets;
    }

    /** The squared error of samples of a class; -1 for a model that is told none. */
    private Network reconstructionError(int label) {
        NetworkBuilder builder = NetworkDefinition.named("reconstruction-error")
                .input(ExplainedTarget.INPUT, encoder.definition().inputs().get(VaeFamily.ENCODER_INPUT))
                .append(ENCODER_PART, encoder.definition(), ExplainedTarget.INPUT);
        String latent = ENCODER_PART + VaeFamily.MEAN;
        if (label >= 0) {
            builder.node(CLASS, new Companions(definition.prior().classes()), latent);
            latent = CLASS;
        }
        NetworkDefinition error = builder.append(DECODER_PART, decoder.definition(), latent)
                .squaredDistance(ExplainedTarget.OUTPUT, ExplainedTarget.INPUT, DECODER_PART + VaeFamily.SAMPLE)
                .outputs(ExplainedTarget.OUTPUT);
        Network network = Network.assembled(error, Map.of(ENCODER_PART, encoder, DECODER_PART, decoder));
        if (label >= 0) {
            network.parametersByName().get(CLASS + "." + Companions.VALUES).putScalar(label, 1);
        }
        return network;
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
