package io.lucidgen.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.data.Normalizer;
import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.ClassShares;
import io.lucidgen.evaluation.SampleScore;
import io.lucidgen.jobs.evaluation.Neighbourhoods.PartHits;
import io.lucidgen.jobs.evaluation.Neighbourhoods.PartNearest;
import io.lucidgen.jobs.evaluation.Neighbourhoods.PartRadii;
import io.lucidgen.jobs.evaluation.SeenSample.Reconstruction;
import io.lucidgen.jobs.spark.Serialization;
import io.lucidgen.model.ModelDefinition;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes to executors and back arrives as it was sent; broadcasts are null here, as Spark sends these itself. */
class EvaluationTasksTest {
    private static final PngPixels PIXELS = new PngPixels(1, 6, 6);

    @ParameterizedTest
    @MethodSource("sent")
    void arrivesAsItWasSent(Serializable sent) {
        assertThat(Serialization.roundTrip(sent)).isEqualTo(sent);
    }

    static Stream<Serializable> sent() {
        ModelDefinition definition = EvaluatedModels.gan("blob-gan", LabelledBlobs.description(10, 10))
                .definition();
        return Stream.of(
                new BatchCount(),
                new Hits.Count(null),
                new Hits(3, 4),
                new RowBlocks(),
                new SeeReal(null),
                new SeeHeldOut(null, definition, null),
                new SeeGenerated(null, PIXELS),
                new ScoreSamples(null, null, null, PIXELS, List.of("a", "b"), null),
                new SeeInSpaces(List.of(), Normalizer.unit(0, 255), PIXELS),
                new CategoryCounts(2, 3),
                new HeldOutLikelihoods(definition, null, 7, 1),
                new LatentMeans(definition, null, 5),
                new NearestTraining(null, null, Normalizer.unit(0, 255), null),
                new NearestOfBoth(),
                new GeneratedExample(PIXELS),
                new ScoreRow(),
                new ClassCounts(3),
                new PartRadii(null, 5),
                new PartNearest(null, null),
                new PartHits(null, null),
                new ResampledDistances(null, null, new Bootstrap(10, 7)),
                new Reconstruction(true, 0.5));
    }

    @Test
    void countsTheClassesOfAPartition() throws Exception {
        List<SampleScore> scores =
                Stream.of(2, 0, 2).map(EvaluationTasksTest::score).toList();

        assertThat(new ClassCounts(4).call(scores.iterator()).next().counts())
                .isEqualTo(new ClassShares(new long[] {1, 0, 2, 0}).counts());
    }

    private static SampleScore score(int predicted) {
        return new SampleScore("g", predicted, "c", 1, 1, 1, "s");
    }
}
