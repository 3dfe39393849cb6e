package io.lucidgen.jobs.internals;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.internals.EffectEdge;
import io.lucidgen.internals.EffectGraph;
import io.lucidgen.internals.Finding;
import io.lucidgen.internals.Findings;
import io.lucidgen.internals.InternalsFacts;
import io.lucidgen.internals.Part;
import io.lucidgen.internals.PartEffect;
import io.lucidgen.jobs.table.DirectionRow;
import io.lucidgen.jobs.table.PartEffectsTable;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Measures on the executors what the parts of one model's generator do. */
public final class InternalsEngine {

    private final JavaSparkContext spark;
    private final ProbedModel probed;

    /**
     * Prepares to probe a model that has a generator.
     *
     * @param seed of the latents that everything is measured on
     */
    public InternalsEngine(
            JavaSparkContext spark, ModelDefinition definition, ModelState state, ExplanationConfig config, long seed) {
        this.spark = spark;
        this.probed = new ProbedModel(definition, spark.broadcast(state.onlyParameters(definition)), config, seed);
    }

    /** Whether the model has a generator. */
    public boolean applies() {
        return probed.load().generator().isPresent();
    }

    /** What each value of the latent and each unit does; the work grows with their number, and the driver holds their names. */
    public JavaRDD<PartEffect> effects() {
        GenerativeModel model = probed.load();
        return tasks(probed.probe(model).parts()).mapPartitions(new SwitchOff(probed));
    }

    /**
     * The graph of the parts that change samples most.
     *
     * @param effects rows of {@link PartEffectsTable}
     */
    public JavaRDD<EffectEdge> edges(Dataset<Row> effects) {
        List<Part> strongest = strongest(effects);
        EffectGraph graph = new EffectGraph(
                probed.probe(probed.load()),
                strongest,
                FeatureGrid.of(probed.definition().sampleShape()),
                probed.config().regions());
        return tasks(graph.sources()).mapPartitions(new MeasureEdges(probed, strongest));
    }

    /** The directions among latents that change most. */
    public List<DirectionRow> directions() {
        return DirectionStrips.of(probed);
    }

    /** What stands out beside untrained models of the same make; each takes a task. */
    public List<Finding> findings() {
        List<Integer> models = IntStream.rangeClosed(
                        MeasureFacts.TRAINED, probed.config().internals().untrained())
                .boxed()
                .toList();
        List<InternalsFacts> facts = spark.parallelize(models, models.size())
                .map(new MeasureFacts(probed))
                .collect();
        return Findings.of(facts.get(MeasureFacts.TRAINED), facts.subList(MeasureFacts.TRAINED + 1, facts.size()));
    }

    private List<Part> strongest(Dataset<Row> effects) {
        String place = "place";
        return effects
                .withColumn(
                        place,
                        row_number()
                                .over(Window.partitionBy(PartEffectsTable.KIND, PartEffectsTable.LAYER)
                                        .orderBy(
                                                col(PartEffectsTable.SAMPLE_CHANGE)
                                                        .desc(),
                                                col(PartEffectsTable.INDEX))))
                .filter(col(place).leq(probed.config().internals().strongest()))
                .orderBy(PartEffectsTable.KIND, PartEffectsTable.LAYER, PartEffectsTable.INDEX)
                .select(PartEffectsTable.KIND, PartEffectsTable.LAYER, PartEffectsTable.INDEX)
                .collectAsList()
                .stream()
                .map(PartEffectsTable::part)
                .toList();
    }

    private JavaRDD<Part> tasks(List<Part> parts) {
        return spark.parallelize(parts, Math.min(probed.config().partitions(), parts.size()));
    }
}
