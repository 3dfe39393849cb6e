package io.lucidgen.jobs.simplification;

import io.lucidgen.jobs.spark.GpuLease;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Latents;
import io.lucidgen.simplification.Response;
import io.lucidgen.simplification.SampleFeatures;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The executor's part: loads the model once for a task and generates the samples of its numbers, a batch at a time. */
record Observe(SimplifiedModel model) implements FlatMapFunction<Iterator<Long>, Observation> {

    private static final int BATCH = 256;

    @Override
    public Iterator<Observation> call(Iterator<Long> numbers) {
        GpuLease.take();
        GenerativeModel loaded = model.load();
        SampleFeatures features = model.features();
        List<Observation> observations = new ArrayList<>();
        List<Long> batch = new ArrayList<>();
        while (numbers.hasNext()) {
            batch.add(numbers.next());
            if (batch.size() == BATCH || !numbers.hasNext()) {
                observations.addAll(observe(loaded, features, batch));
                batch.clear();
            }
        }
        return observations.iterator();
    }

    private List<Observation> observe(GenerativeModel loaded, SampleFeatures features, List<Long> numbers) {
        float[][] latents = numbers.stream()
                .map(number -> Latents.draw(
                        Latents.seed(model.seed(), number), model.definition().prior()))
                .toArray(float[][]::new);
        int[] labels = IntStream.range(0, latents.length)
                .map(row -> model.definition().prior().labelOf(latents[row]))
                .toArray();
        INDArray samples = loaded.generate(Latents.rows(latents));
        double[][] logits = loaded.criticLogit(samples, labels)
                .map(values -> values.castTo(DataType.DOUBLE).toDoubleMatrix())
                .orElse(null);
        double[][] values = samples.castTo(DataType.DOUBLE).toDoubleMatrix();
        return IntStream.range(0, latents.length)
                .mapToObj(row -> {
                    double[] latent = doubles(latents[row]);
                    double[] responses = model.responses().stream()
                            .mapToDouble(response -> response(response, latent, values[row], logits, row, features))
                            .toArray();
                    return new Observation(numbers.get(row), latent, features.of(values[row]), responses);
                })
                .toList();
    }

    private static double response(
            Response response, double[] latent, double[] sample, double[][] logits, int row, SampleFeatures features) {
        return switch (response.kind()) {
            case CRITIC_LOGIT -> logits[row][0];
            case LATENT_VALUE -> latent[response.index()];
            case BRIGHTNESS, CONTRAST, ROUGHNESS, ASYMMETRY -> features.attribute(response.kind(), sample);
        };
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int k = 0; k < doubles.length; k++) {
            doubles[k] = values[k];
        }
        return doubles;
    }
}
