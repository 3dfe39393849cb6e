package io.lucidgen.jobs.report;

import io.lucidgen.family.ModelFamilies;
import io.lucidgen.family.gan.GanFamily;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.report.ActivationView;
import io.lucidgen.report.LayerGroup;
import io.lucidgen.report.LayerView;
import io.lucidgen.report.NetworkView;
import io.lucidgen.report.SamplePath;
import io.lucidgen.report.SamplePictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sends one sample through all networks of a model and notes what every layer computed.
 *
 * <p>A model's networks stand in the order in which a sample goes through them, so each one reads the first output of
 * the one before: a discriminator the generator's sample, in the company that it is always judged in if it judges packs, a decoder the
 * encoder's mean.
 */
final class SamplePathTracer {

    private final ModelDefinition model;
    private final ModelState state;
    private final GenerativeModel loaded;
    private final Optional<SamplePictures> pictures;

    SamplePathTracer(ModelDefinition model, ModelState state) {
        this.model = model;
        this.state = state;
        this.loaded = ModelFamilies.load(model, state);
        this.pictures = SamplePictures.of(model.sampleShape(), model.normalizer());
    }

    /** How many values the first network reads: the length of a latent, or of a sample. */
    int inputLength() {
        NetworkDefinition first = model.networks().values().iterator().next();
        return first.inputs().values().iterator().next().size();
    }

    /**
     * Traces one input.
     *
     * @param input what the first network reads, {@link #inputLength()} values in the model's range
     * @param label the sample's class, which a decoder may be told; -1 where there is none
     */
    SamplePath trace(String sampleId, String description, float[] input, int label) {
        List<SamplePath.Stage> stages = new ArrayList<>();
        INDArray passed = Nd4j.createFromArray(new float[][] {input});
        for (NetworkDefinition definition : model.networks().values()) {
            Network network = new Network(
                            definition,
                            state.slot(ModelState.parametersOf(definition.name()))
                                    .toArray())
                    .inferenceForm();
            Execution execution = network.execution(1, ExecutionMode.INFERENCE, GradientRequest.none());
            execution
                    .input(definition.inputs().keySet().iterator().next())
                    .assign(told(passed, definition, label).castTo(network.precision()));
            execution.forward();
            stages.addAll(stages(network.definition(), execution));
            passed = execution.tensor(network.definition().outputs().get(0));
        }
        return new SamplePath(sampleId, description, stages);
    }

    /** What a network reads of the one before, with the class behind it where it is told one, or in a pack. */
    private INDArray told(INDArray passed, NetworkDefinition network, int label) {
        if (network.name().equals(GanFamily.DISCRIMINATOR)) {
            return loaded.criticInput(passed);
        }
        int read = network.inputs().values().iterator().next().size();
        int own = Math.toIntExact(passed.length());
        if (own == read) {
            return passed;
        }
        float[] values =
                Arrays.copyOf(passed.castTo(DataType.FLOAT).dup('c').ravel().toFloatVector(), read);
        values[own + label] = 1;
        return Nd4j.createFromArray(new float[][] {values});
    }

    private List<SamplePath.Stage> stages(NetworkDefinition network, Execution execution) {
        NetworkView view = NetworkViews.of(network);
        List<LayerGroup> groups = view.groups();
        List<SamplePath.Stage> stages = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            LayerGroup group = groups.get(i);
            boolean atBorder = group.title().equals(LayerView.INPUT) || i == groups.size() - 1;
            float[] values = execution.tensor(group.last()).toFloatVector();
            stages.add(new SamplePath.Stage(
                    network.name(), group.last(), group.title(), activation(group.last(), values, atBorder)));
        }
        return stages;
    }

    /** A vector as long as a sample is one only where a network begins or ends; between, it is just as many units. */
    private ActivationView activation(String name, float[] values, boolean atBorder) {
        if (values.length == 1) {
            return new ActivationView.Number(values[0], name.equals(GanFamily.LOGIT) ? verdict(values[0]) : "");
        }
        if (atBorder && pictures.isPresent() && values.length == pictures.get().features()) {
            return new ActivationView.Image(pictures.get().ofModelRange(values));
        }
        return new ActivationView.Units(values);
    }

    private static String verdict(float logit) {
        return "critic logit: taken for " + (logit > 0 ? "real" : "generated");
    }
}
