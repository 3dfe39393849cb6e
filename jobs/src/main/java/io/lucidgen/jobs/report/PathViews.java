package io.lucidgen.jobs.report;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.data.Sample;
import io.lucidgen.family.vae.VaeFamily;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.model.Latents;
import io.lucidgen.report.Part;
import io.lucidgen.report.SamplePath;
import java.util.List;

/** One sample's way through the networks of a model. */
final class PathViews {

    private PathViews() {}

    /** Whether a model's way begins with a sample that it encodes, rather than with a latent. */
    static boolean encodes(Checkpoint checkpoint) {
        return checkpoint.definition().networks().containsKey(VaeFamily.ENCODER);
    }

    /**
     * Follows the first generated sample, or, through a model that encodes, a held-out image.
     *
     * @param seed of the run, from which the first sample's latent is drawn if none is stored yet
     */
    static Part<SamplePath> of(
            Checkpoint checkpoint, List<SampleRow> generated, List<Sample> heldOut, HeldOutImages images, long seed) {
        SamplePathTracer tracer = new SamplePathTracer(checkpoint.definition(), checkpoint.state());
        if (encodes(checkpoint)) {
            if (heldOut.isEmpty()) {
                return Part.absent(images.missing());
            }
            Sample first = heldOut.get(0);
            String of = images.className(first)
                    .map(name -> ", labelled " + name + ",")
                    .orElse("");
            return Part.of(tracer.trace(
                    first.id(),
                    "A held-out image" + of + " is encoded, and its reconstruction drawn from the mean.",
                    images.values(first),
                    first.label()));
        }
        if (!generated.isEmpty()) {
            SampleRow first = generated.get(0);
            return Part.of(tracer.trace(
                    first.id(), "The first stored sample: its latent is drawn and then judged.", first.latent(), -1));
        }
        long sampleSeed = Latents.seed(seed, 0);
        return Part.of(tracer.trace(
                "seed " + sampleSeed,
                "No samples are stored yet; this is the one that generate would draw first.",
                Latents.draw(sampleSeed, checkpoint.definition().prior()),
                -1));
    }
}
