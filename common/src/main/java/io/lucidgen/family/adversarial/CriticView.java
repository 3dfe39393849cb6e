package io.lucidgen.family.adversarial;

import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.LatentPrior.Distribution;
import io.lucidgen.model.LatentPrior.Placed;
import io.lucidgen.model.LatentPrior.Role;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.model.TargetKind;
import io.lucidgen.network.Companions;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.TensorShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a trained discriminator says of single samples.
 *
 * <p>One that judges packs is shown a sample together with others, always the same ones, so that what it says depends on
 * the sample alone. One of a model that is told classes has a logit for each class, and the logit of a sample is that of
 * its class. Not for use by several threads at once.
 */
public final class CriticView {

    private static final String PART = "discriminator/";
    private static final String PACK = "pack";

    private final Network discriminator;
    private final LatentPrior prior;
    private final int features;
    private final INDArray companions;
    private final NetworkRunner judge;

    /**
     * Prepares to ask.
     *
     * @param companions gives so many samples, {@code [count, features]}, to fill packs with
     */
    public CriticView(ModelDefinition definition, Network discriminator, IntFunction<INDArray> companions) {
        this.discriminator = discriminator;
        this.prior = definition.prior();
        this.features = definition.sampleShape().features();
        int others = seen().size() / features - 1;
        this.companions = others == 0 ? null : companions.apply(others).reshape((long) others * features);
        this.judge = new NetworkRunner(assembled("critic-logits", Critic.LOGIT));
    }

    private TensorShape seen() {
        return discriminator.definition().inputs().get(Critic.INPUT);
    }

    /**
     * The logit of each sample.
     *
     * @param samples {@code [n, features]}
     * @param labels {@code [n]}, their classes; read only where the model is told classes
     * @return {@code [n, 1]}
     * @throws IllegalArgumentException if the model is told classes and a sample's is not among them
     */
    public INDArray logits(INDArray samples, int[] labels) {
        INDArray all = judge.run(samples, ExplainedTarget.OUTPUT);
        if (prior.classes() == 0) {
            return all;
        }
        INDArray own = Nd4j.create(all.dataType(), new long[] {all.size(0), 1}, 'c');
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= prior.classes()) {
                throw new IllegalArgumentException("A sample is of class %d, but the model knows %d classes"
                        .formatted(labels[row], prior.classes()));
            }
            own.putScalar(row, 0, all.getDouble(row, labels[row]));
        }
        return own;
    }

    /**
     * What the discriminator reads to judge each sample.
     *
     * @param samples {@code [n, features]}
     * @return {@code [n, pack * features]}: each with its companions, or the samples themselves where it judges them singly
     */
    public INDArray packs(INDArray samples) {
        if (companions == null) {
            return samples;
        }
        INDArray company = companions.reshape(1, companions.length()).castTo(samples.dataType());
        return Nd4j.concat(1, samples, company.repeat(0, samples.size(0)));
    }

    /** The scalars that can be explained: the logit, or that of each class, and what it says of each code. */
    public List<ExplainedTarget> targets() {
        List<ExplainedTarget> targets = new ArrayList<>();
        if (prior.classes() == 0) {
            targets.add(ExplainedTarget.of(TargetKind.CRITIC_LOGIT, -1, column("critic-logit", Critic.LOGIT, 0)));
        }
        for (int label = 0; label < prior.classes(); label++) {
            targets.add(ExplainedTarget.ofClass(
                    TargetKind.CRITIC_LOGIT, label, column("critic-logit", Critic.LOGIT, label)));
        }
        int said = 0;
        for (Placed code : prior.placed(Role.CODE)) {
            boolean categorical = code.block().distribution() == Distribution.CATEGORICAL;
            for (int k = 0; k < code.block().size(); k++) {
                Network network = column("latent-code", CodeRecognition.CODES, said);
                targets.add(
                        categorical
                                ? ExplainedTarget.ofChoice(TargetKind.LATENT_CODE, said, code.offset() + k, network)
                                : ExplainedTarget.of(TargetKind.LATENT_CODE, said, network));
                said++;
            }
        }
        return targets;
    }

    private Network column(String name, String tensor, int index) {
        NetworkBuilder builder = NetworkDefinition.named(name);
        String judged = input(builder);
        return filled(builder.append(PART, discriminator.definition(), judged)
                .column(ExplainedTarget.OUTPUT, PART + tensor, index)
                .outputs(ExplainedTarget.OUTPUT));
    }

    /** All values of one of the discriminator's tensors. */
    private Network assembled(String name, String tensor) {
        NetworkBuilder builder = NetworkDefinition.named(name);
        String judged = input(builder);
        TensorShape shape = discriminator.definition().shapes().get(tensor);
        return filled(builder.append(PART, discriminator.definition(), judged)
                .reshape(ExplainedTarget.OUTPUT, PART + tensor, shape)
                .outputs(ExplainedTarget.OUTPUT));
    }

    /** Declares a sample as the network's input and gives the tensor that the discriminator reads. */
    private String input(NetworkBuilder builder) {
        if (companions == null) {
            builder.input(ExplainedTarget.INPUT, seen());
            return ExplainedTarget.INPUT;
        }
        String pack = PACK + "-shape";
        builder.input(ExplainedTarget.INPUT, features)
                .node(PACK, new Companions(Math.toIntExact(companions.length())), ExplainedTarget.INPUT)
                .reshape(pack, PACK, seen());
        return pack;
    }

    private Network filled(NetworkDefinition definition) {
        Network network = Network.assembled(definition, Map.of(PART, discriminator));
        if (companions != null) {
            network.parametersByName().get(PACK + "." + Companions.VALUES).assign(companions);
        }
        return network;
    }
}
