package io.lucidgen.jobs.export;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.checkpoint.WeightExport;
import io.lucidgen.config.WeightChoice;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.jobs.run.WeightsInUse;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exports a checkpoint so that NumPy or PyTorch can rebuild its networks.
 *
 * <h2>Input</h2>
 *
 * <p>A version of a model under {@code <root>/models}; the latest one unless another is named.
 *
 * <h2>Output</h2>
 *
 * <p>{@code <root>/exports/<name>/<version>/} or a folder of one's choice with
 *
 * <ul>
 *   <li>{@code weights.npz}: an array {@code <network>.<node>.<parameter>} for every parameter; a dense weight is
 *       {@code [inputs, outputs]}, so that {@code y = x @ weight + bias}
 *   <li>{@code network.json}: the nodes of every network in the order in which they are computed
 *   <li>{@code card.json}: the model card
 * </ul>
 *
 * <p>The weights are those that {@code generation.weights} chooses. The same version and choice always give the same bytes,
 * so exporting again does no harm.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- export --config conf/tutorial-stable.conf --to export
 * }</pre>
 *
 * <p>Rebuilt with NumPy:
 *
 * <pre>{@code
 * import json
 * import numpy as np
 *
 * def rebuild(folder):
 *     """The networks of an export, by name: each takes its inputs by name and gives every tensor."""
 *     listing = json.load(open(folder + "/network.json"))
 *     arrays = np.load(folder + "/weights.npz")
 *     functions = {"RELU": lambda v, s: np.maximum(v, 0),
 *                  "LEAKY_RELU": lambda v, s: np.where(v > 0, v, s * v),
 *                  "TANH": lambda v, s: np.tanh(v),
 *                  "SIGMOID": lambda v, s: 1 / (1 + np.exp(-v))}
 *
 *     def network(graph):
 *         def run(**tensors):
 *             for node in graph["nodes"]:
 *                 x, op = tensors[node["inputs"][0]], node["operation"]
 *                 p = {q["name"]: arrays[q["array"]] for q in node["parameters"]}
 *                 if node["identityInInference"]:      # dropout
 *                     y = x
 *                 elif op["type"] == "dense":
 *                     y = x @ p["weight"] + p["bias"]
 *                 elif op["type"] == "activation":
 *                     y = functions[op["function"]](x, op["slope"])
 *                 else:
 *                     raise ValueError(op["type"])
 *                 tensors[node["name"]] = y
 *             return tensors
 *         return run
 *
 *     return {graph["name"]: network(graph) for graph in listing["networks"]}
 *
 * networks = rebuild("export")
 * latent = np.random.default_rng(1).standard_normal((16, 100), dtype=np.float32)
 * sample = networks["generator"](latent=latent)["sample"]          # [16, 784] in [-1, 1]
 * logit = networks["discriminator"](x=sample)["logit"]             # [16, 1]
 * }</pre>
 *
 * <p>For PyTorch: {@code torch.nn.Linear.weight} is {@code torch.from_numpy(arrays["generator.hidden1.weight"].T)}.
 */
public final class ExportJob {

    private static final Logger LOG = LoggerFactory.getLogger(ExportJob.class);

    private final FileSystem fileSystem;
    private final Path root;

    /** @param root the folder under which everything of an installation lies */
    public ExportJob(FileSystem fileSystem, Path root) {
        this.fileSystem = fileSystem;
        this.root = root;
    }

    /**
     * Exports a version.
     *
     * @param version the version, or empty for the latest
     * @param weights which of its parameters
     * @param folder where to, on any Hadoop file system, or empty for the place under the root
     * @return the folder that now holds the export
     * @throws io.lucidgen.error.UserException if there is no such version, or it is damaged
     * @throws IOException if reading or writing fails
     */
    public Path run(String model, Optional<String> version, WeightChoice weights, Optional<Path> folder)
            throws IOException {
        Checkpoint checkpoint =
                WeightsInUse.of(VersionChoice.load(new CheckpointStore(fileSystem, root), model, version), weights);
        Path target = folder.orElseGet(() -> defaultFolder(checkpoint.card().model()));
        FileSystem targetSystem = folder.isPresent() ? target.getFileSystem(fileSystem.getConf()) : fileSystem;
        requireFolder(targetSystem, target);
        new WeightExport(checkpoint).write(targetSystem, target);
        LOG.info(
                "Exported {} {}, weights of the {}, to {}",
                model,
                checkpoint.card().model().version(),
                WeightsInUse.describe(checkpoint, weights),
                target);
        return target;
    }

    private static void requireFolder(FileSystem files, Path target) {
        String reason = "it cannot be made";
        try {
            if (files.mkdirs(target)) {
                return;
            }
        } catch (IOException e) {
            reason = e.getMessage().lines().findFirst().orElse(reason);
        }
        throw UserException.usage("write the export", "folder", target, reason, "Name a folder that you may write to");
    }

    private Path defaultFolder(ModelCard.Model model) {
        return new Path(root, "exports/" + model.name() + "/" + model.version());
    }
}
