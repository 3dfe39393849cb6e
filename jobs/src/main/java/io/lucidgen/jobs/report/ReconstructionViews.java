package io.lucidgen.jobs.report;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.data.Sample;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.report.NumberText;
import io.lucidgen.report.Part;
import io.lucidgen.report.ReconstructionGallery;
import io.lucidgen.report.ReconstructionGallery.Reconstruction;
import io.lucidgen.report.SamplePictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Held-out images beside what a model makes of them. */
final class ReconstructionViews {

    private ReconstructionViews() {}

    static Part<ReconstructionGallery> of(Checkpoint checkpoint, List<Sample> heldOut, HeldOutImages images) {
        if (!PathViews.encodes(checkpoint)) {
            return Part.inapplicable();
        }
        Optional<SamplePictures> pictures = SamplePictures.of(
                checkpoint.definition().sampleShape(), checkpoint.definition().normalizer());
        if (heldOut.isEmpty() || pictures.isEmpty()) {
            return Part.absent(
                    heldOut.isEmpty()
                            ? images.missing()
                            : "The samples are no pictures, and this page shows only those.");
        }
        float[][] originals = heldOut.stream().map(images::values).toArray(float[][]::new);
        INDArray reconstructed = ModelFamilies.named(checkpoint.definition().family())
                .load(checkpoint.definition(), checkpoint.state())
                .reconstruct(
                        Nd4j.createFromArray(originals),
                        heldOut.stream().mapToInt(Sample::label).toArray())
                .orElseThrow();
        List<Reconstruction> rows = new ArrayList<>();
        for (int i = 0; i < originals.length; i++) {
            rows.add(row(heldOut.get(i), originals[i], reconstructed.getRow(i).toFloatVector(), pictures.get()));
        }
        String caption = NumberText.count(rows.size()) + " held-out images, chosen by the run's seed. The error is the"
                + " squared difference of each pixel in the range that the model works in, and under a picture"
                + " their sum.";
        return Part.of(new ReconstructionGallery(rows, caption));
    }

    private static Reconstruction row(Sample sample, float[] original, float[] reconstructed, SamplePictures pictures) {
        float[] error = new float[pictures.height() * pictures.width()];
        double total = 0;
        for (int i = 0; i < original.length; i++) {
            float difference = original[i] - reconstructed[i];
            // Planes of one channel after the other: those of a place are added up.
            error[i % error.length] += difference * difference;
            total += (double) difference * difference;
        }
        return new Reconstruction(
                sample.id(),
                "real",
                pictures.ofModelRange(original),
                pictures.ofModelRange(reconstructed),
                error,
                total,
                "");
    }
}
