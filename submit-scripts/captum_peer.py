"""Captum's side of the comparison: integrated gradients of an exported critic's logit for the samples that a run has explained.

    python captum_peer.py --export FOLDER --root ROOT --run RUN_ID --baseline -1 --maps 200

Rebuilds generator and critic from the export's weights, makes the explained samples of their latents, explains them one after the other
on one core with as many points, and prints how long a map takes in milliseconds (median), how long it took Lucidgen, and the largest
difference between the maps in parts of the map's largest value (median and largest of all).
"""

import argparse
import json
import statistics
import time

import duckdb
import numpy as np
import torch
import torch.nn.functional as F
from captum.attr import IntegratedGradients


def rebuilt(graph, arrays, precision):
    """A function from a batch of rows to the network's last tensor; images are [channels, height, width] within."""
    kept = {}
    for node in graph["nodes"]:
        parts = {part["name"]: torch.from_numpy(np.array(arrays[part["array"]])).to(precision) for part in node["parameters"]}
        if node["operation"]["type"] in ("convolution", "transposed-convolution"):
            # From [size, size, channels, filters] and [size, size, filters, channels], once and not in each pass.
            parts["weight"] = parts["weight"].permute(3, 2, 0, 1).contiguous()
        kept[node["name"]] = parts

    def run(x):
        tensors = {graph["inputs"][0]["name"]: x}
        for node in graph["nodes"]:
            value, operation, parts = tensors[node["inputs"][0]], node["operation"], kept[node["name"]]
            tensors[node["name"]] = value if node["identityInInference"] else apply(value, operation, parts, node["shape"])
        return tensors[graph["outputs"][0]]

    return run


def apply(value, operation, parts, sizes):
    kind = operation["type"]
    if kind == "dense":
        if value.dim() == 4:
            value = value.permute(0, 2, 3, 1).flatten(1)
        return F.linear(value, parts["weight"].T, parts["bias"])
    if kind == "convolution":
        window = operation["window"]
        return F.conv2d(value, parts["weight"], parts["bias"], window["stride"], window["padding"])
    if kind == "transposed-convolution":
        window = operation["window"]
        return F.conv_transpose2d(value, parts["weight"], parts["bias"], window["stride"], window["padding"])
    if kind == "axis-order":
        # Samples come in the order in which images are within.
        return value.reshape(-1, *(sizes if operation["to"] == "CHANNELS_FIRST" else [sizes[2], sizes[0], sizes[1]]))
    if kind == "batch-normalization":
        statistics = parts["mean"], parts["variance"], parts["scale"], parts["shift"]
        return F.batch_norm(value, *statistics, training=False, eps=operation["epsilon"])
    if kind == "reshape":
        if value.dim() == 4:
            value = value.permute(0, 2, 3, 1)
        if len(sizes) == 3:
            return value.reshape(-1, *sizes).permute(0, 3, 1, 2)
        return value.reshape(-1, *sizes)
    if kind == "activation":
        function = operation["function"]
        if function == "LEAKY_RELU":
            return F.leaky_relu(value, operation["slope"])
        return {"RELU": F.relu, "TANH": torch.tanh, "SIGMOID": torch.sigmoid}[function](value)
    raise SystemExit(f"Cannot rebuild the network for operation={kind}: it is not known here. Compare another model")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--export", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--run", required=True, help="run of explain, by integrated gradients of the critic's logit")
    parser.add_argument("--baseline", type=float, required=True, help="value of every feature of the baseline, in the model's range")
    parser.add_argument("--maps", type=int, default=200)
    options = parser.parse_args()
    torch.set_num_threads(1)

    listing = json.load(open(options.export + "/network.json"))
    arrays = np.load(options.export + "/weights.npz")
    networks = {graph["name"]: graph for graph in listing["networks"]}
    generator = rebuilt(networks["generator"], arrays, torch.float32)
    critic = rebuilt(networks["discriminator"], arrays, torch.float32)
    rows = duckdb.execute(
        f"""select latent, attribution, milliseconds, steps
            from read_parquet('{options.root}/tables/explanations/**/*.parquet', hive_partitioning = true) as maps
            join read_parquet('{options.root}/tables/samples/**/*.parquet', hive_partitioning = true) as samples
              on samples.id = maps.sample_id and samples.model = maps.model
            where maps.run_id = ? and method = 'integrated-gradients' and target_kind = 'critic-logit'
            order by sample_id limit {options.maps}""",
        [options.run],
    ).fetchall()
    explain = IntegratedGradients(lambda x: critic(x).flatten())
    theirs, ours, differences = [], [], []
    for place, (latent, attribution, milliseconds, steps) in enumerate(rows):
        with torch.no_grad():
            sample = generator(torch.tensor([latent])).reshape(1, -1)
        start = time.perf_counter()
        found = explain.attribute(sample, baselines=torch.full_like(sample, options.baseline), n_steps=steps)
        took = 1000 * (time.perf_counter() - start)
        reference = found.detach().numpy().ravel()
        differences.append(np.abs(reference - np.array(attribution)).max() / np.abs(reference).max())
        # The first maps are for warming up, on both sides.
        if place >= len(rows) // 10:
            theirs.append(took)
            ours.append(milliseconds)
    print(statistics.median(theirs), statistics.median(ours), statistics.median(differences), max(differences))


if __name__ == "__main__":
    main()
