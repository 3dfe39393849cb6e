package io.lucidgen.checkpoint;

import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.ParameterSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A checkpoint in open formats: {@value #WEIGHTS} for NumPy with every weight and bias, and {@value #NETWORKS} with the
 * graphs that they belong to.
 *
 * <p>One checkpoint always gives the same bytes.
 */
public final class WeightExport {

    /** For each parameter an array {@code <network>.<node>.<parameter>}; a dense weight is {@code [inputs, units]}. */
    public static final String WEIGHTS = "weights.npz";

    /** The nodes of each network: operation, settings, inputs, shapes and the names of their arrays. */
    public static final String NETWORKS = "network.json";

    /** The model card, as in the checkpoint. */
    public static final String CARD = "card.json";

    private final Checkpoint checkpoint;

    public WeightExport(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    /**
     * Writes the three files into a folder, in place of those that may be there.
     *
     * @param folder created where it does not exist
     * @throws IOException if writing fails; a file is then either whole or as it was
     */
    public void write(FileSystem fileSystem, Path folder) throws IOException {
        fileSystem.mkdirs(folder);
        AtomicFile.replace(fileSystem, new Path(folder, WEIGHTS), this::writeWeights);
        AtomicFile.replace(
                fileSystem,
                new Path(folder, NETWORKS),
                out -> out.write(CheckpointJson.write(NetworkListing.of(checkpoint, WEIGHTS))));
        AtomicFile.replace(
                fileSystem, new Path(folder, CARD), out -> out.write(CheckpointJson.write(checkpoint.card())));
    }

    private void writeWeights(OutputStream out) throws IOException {
        NpzWriter npz = new NpzWriter(out);
        for (Map.Entry<String, NetworkDefinition> network :
                checkpoint.definition().networks().entrySet()) {
            SlotVector slot = checkpoint.state().slot(ModelState.parametersOf(network.getKey()));
            for (ParameterSpec parameter : network.getValue().parameterLayout()) {
                npz.add(
                        NetworkListing.array(network.getKey(), parameter.name()),
                        slot,
                        parameter.offset(),
                        parameter.shape());
            }
        }
        npz.finish();
    }
}
