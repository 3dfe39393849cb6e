package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.FeatureType;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.evaluation.SeenSample.Reconstruction;
import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shows held-out rows of the dataset to the scorer and to the model: to its critic, or to its encoder and decoder and
 * what comes out to the scorer again, rounded to bytes as a generated sample is.
 *
 * @param parameters the model's parameters; other slots are not needed
 */
record SeeHeldOut(Broadcast<Scorer> scorer, ModelDefinition definition, Broadcast<ModelState> parameters)
        implements FlatMapFunction<Iterator<Row>, SeenSample> {

    @Override
    public Iterator<SeenSample> call(Iterator<Row> rows) {
        ScorerNetwork network = new ScorerNetwork(scorer.value());
        GenerativeModel model = ModelFamilies.load(definition, parameters.value());
        return new RowBatches<>(rows, batch -> see(network, model, batch));
    }

    private List<SeenSample> see(ScorerNetwork network, GenerativeModel model, List<Row> batch) {
        int count = batch.size();
        byte[] packed = RowBatches.packed(SeeReal.features(batch));
        ScoredRows scored = network.score(packed, count);
        float[] values = new float[packed.length];
        definition.normalizer().apply(FeatureType.UINT8, packed, 0, values, 0, values.length);
        INDArray samples = Nd4j.createFromArray(values).reshape('c', count, values.length / count);

        int[] labels = batch.stream()
                .mapToInt(row -> row.<Integer>getAs(DatasetTable.LABEL))
                .toArray();
        Optional<double[]> logits =
                model.criticLogit(samples, labels).map(logit -> logit.ravel().toDoubleVector());
        Optional<List<Reconstruction>> reconstructions = model.reconstruct(samples, labels)
                .map(reconstructed -> compare(network, scored.classes(), values, reconstructed));
        List<SeenSample> seen = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int row = i;
            seen.add(SeenSample.of(
                    batch.get(i).<Long>getAs(DatasetTable.ORDINAL),
                    scored,
                    i,
                    logits.map(all -> all[row]).orElse(null),
                    reconstructions.map(all -> all.get(row)).orElse(null)));
        }
        return seen;
    }

    private List<Reconstruction> compare(ScorerNetwork network, int[] classes, float[] values, INDArray reconstructed) {
        float[] back = reconstructed.dup('c').ravel().toFloatVector();
        byte[] packed = new byte[back.length];
        for (int i = 0; i < back.length; i++) {
            packed[i] = definition.normalizer().toByte(back[i]);
        }
        int[] classesBack = network.score(packed, classes.length).classes();
        int features = back.length / classes.length;
        List<Reconstruction> compared = new ArrayList<>(classes.length);
        for (int row = 0; row < classes.length; row++) {
            double sum = 0;
            for (int i = row * features; i < (row + 1) * features; i++) {
                double error = (double) back[i] - values[i];
                sum += error * error;
            }
            compared.add(new Reconstruction(classesBack[row] == classes[row], sum / features));
        }
        return compared;
    }
}
