package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.BinaryPixels;
import io.lucidgen.data.FeatureType;
import io.lucidgen.evaluation.SampleLikelihood;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.model.LatentVariableModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.random.Seeds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Asks a model how likely it finds held-out rows, each of whose pixels is drawn as zero or one; the same draws for every
 * model.
 *
 * @param parameters the model's parameters; other slots are not needed
 * @param draws passes through the decoder for each row
 */
record HeldOutLikelihoods(ModelDefinition definition, Broadcast<ModelState> parameters, int draws, long seed)
        implements FlatMapFunction<Iterator<Row>, HeldOutLikelihoods.OfRow> {

    private static final long PIXELS = 1;
    private static final long LATENTS = 2;

    /** A likelihood and the place of its row. */
    record OfRow(long ordinal, SampleLikelihood likelihood) implements Serializable {}

    @Override
    public Iterator<OfRow> call(Iterator<Row> rows) {
        List<OfRow> likelihoods = new ArrayList<>();
        if (!rows.hasNext()) {
            return likelihoods.iterator();
        }
        LatentVariableModel model = ModelFamilies.load(definition, parameters.value())
                .latentVariables()
                .orElseThrow();
        rows.forEachRemaining(row -> likelihoods.add(of(model, row)));
        return likelihoods.iterator();
    }

    private OfRow of(LatentVariableModel model, Row row) {
        long ordinal = row.<Long>getAs(DatasetTable.ORDINAL);
        float[] values = new float[definition.sampleShape().features()];
        definition.normalizer().apply(FeatureType.UINT8, row.getAs(DatasetTable.FEATURES), 0, values, 0, values.length);
        BinaryPixels.draw(values, Seeds.derive(seed, PIXELS, ordinal));
        int label = row.<Integer>getAs(DatasetTable.LABEL);
        return new OfRow(
                ordinal, SampleLikelihood.of(model, values, label, draws, Seeds.derive(seed, LATENTS, ordinal)));
    }
}
