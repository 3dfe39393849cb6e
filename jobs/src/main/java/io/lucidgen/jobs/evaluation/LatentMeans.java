package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Factor;
import io.lucidgen.data.FeatureType;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.model.LatentVariableModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shows held-out rows to a model's encoder; nothing comes of a model without one.
 *
 * @param parameters the model's parameters; other slots are not needed
 * @param factors how many numbers the rows' ids end in
 */
record LatentMeans(ModelDefinition definition, Broadcast<ModelState> parameters, int factors)
        implements FlatMapFunction<Iterator<Row>, LatentMeans.OfRow> {

    /**
     * What the encoder says of a row.
     *
     * @param ordinal the row's place in its table
     * @param mean of the posterior, {@code [latent]}
     * @param factors the numbers of the values of the row's factors
     */
    record OfRow(long ordinal, float[] mean, int[] factors) implements Serializable {}

    @Override
    public Iterator<OfRow> call(Iterator<Row> rows) {
        Optional<LatentVariableModel> model =
                ModelFamilies.load(definition, parameters.value()).latentVariables();
        return model.isEmpty() ? List.<OfRow>of().iterator() : new RowBatches<>(rows, batch -> see(model.get(), batch));
    }

    private List<OfRow> see(LatentVariableModel model, List<Row> batch) {
        byte[] packed = RowBatches.packed(SeeReal.features(batch));
        float[] values = new float[packed.length];
        definition.normalizer().apply(FeatureType.UINT8, packed, 0, values, 0, values.length);
        INDArray samples = Nd4j.createFromArray(values).reshape('c', batch.size(), values.length / batch.size());
        int[] labels = batch.stream()
                .mapToInt(row -> row.<Integer>getAs(DatasetTable.LABEL))
                .toArray();
        INDArray mean = model.posterior(samples, labels).mean();
        float[] all = mean.dup('c').ravel().toFloatVector();
        int latent = all.length / batch.size();
        List<OfRow> seen = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            seen.add(new OfRow(
                    batch.get(i).<Long>getAs(DatasetTable.ORDINAL),
                    Arrays.copyOfRange(all, i * latent, (i + 1) * latent),
                    Factor.numbersIn(batch.get(i).getAs(DatasetTable.ID), factors)));
        }
        return seen;
    }
}
