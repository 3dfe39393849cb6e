package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.attribution.ExplanationKey;
import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.model.TargetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MethodChoiceTest {

    private static final int MAPS = 16;
    private static final MethodChoice CHOICE = new MethodChoice(200, 0, 0.05, 0.7);

    private final List<ExplanationQuality> qualities = new ArrayList<>();
    private final List<MapCost> costs = new ArrayList<>();

    @Test
    void theCheapestOfThoseThatTellNearlyAsMuchIsChosen() {
        tried("thorough", 10, 100, null, 0);
        tried("nearly", 9.6, 10, null, 0);
        tried("quick", 5, 2, null, 0);
        Map<String, MethodCandidate> chosen = choose();

        assertThat(chosen.get("nearly").chosen()).isTrue();
        assertThat(chosen.get("nearly").why())
                .isEqualTo(
                        "its order tells nearly as much as the best, a contrast of 9.60 of 10.0, for only 10 passes");
        assertThat(chosen.get("thorough").why()).isEqualTo("takes more passes for as much: 100");
        assertThat(chosen.get("quick").why()).isEqualTo("its order tells less: a contrast of 5.00 of 10.0");
    }

    @Test
    void whatCannotBeAffordedIsNotChosen() {
        tried("best", 10, 201, null, 0);
        tried("good", 5, 200, null, 0);

        assertThat(choose().get("best").why()).isEqualTo("takes 201 passes, of at most 200");
        assertThat(choose().get("good").why()).isEqualTo("its order tells most: a contrast of 5.00, for 200 passes");
    }

    @Test
    void whatTakesTooLongIsNotChosen() {
        tried("best", 10, 51, null, 0);
        tried("good", 5, 50, null, 0);
        Map<String, MethodCandidate> chosen = new MethodChoice(200, 0.5, 0.05, 0.7)
                .choose(qualities, costs).stream()
                        .collect(Collectors.toMap(candidate -> candidate.of().method(), Function.identity()));

        assertThat(chosen.get("best").why()).isEqualTo("takes 0.510 s in the median, of at most 0.500");
        assertThat(chosen.get("good").chosen()).isTrue();
        assertThat(chosen.get("good").milliseconds()).isEqualTo(500);
    }

    @Test
    void whatDoesNotAddUpIsNotChosenWhereItShould() {
        tried("leaking", 10, 50, 0.2, 0);
        tried("sound", 5, 100, 0.01, 0);

        assertThat(choose().get("leaking").why()).isEqualTo("adds up in 0 % of its maps, of at least 95 %");
        assertThat(choose().get("sound").chosen()).isTrue();
    }

    @Test
    void whatIsFoundAgainstAMethodIsSaid() {
        tried("blind", 10, 1, null, 1);
        tried("chance", -0.2, 1, null, 0);

        assertThat(choose().get("blind").why()).isEqualTo(MethodFinding.REGARDLESS_OF_PARAMETERS);
        assertThat(choose().get("chance").why()).isEqualTo(MethodFinding.NO_BETTER_THAN_CHANCE);
        assertThat(choose().values()).noneMatch(MethodCandidate::chosen);
    }

    @Test
    void everyTargetHasItsOwnChoice() {
        tried("one", 10, 50, null, 0);
        tried(new Aspect(TargetKind.LATENT_MEAN, 3, "other"), 1, 50, null, 0);

        assertThat(CHOICE.choose(qualities, costs)).hasSize(2).allMatch(MethodCandidate::chosen);
    }

    private Map<String, MethodCandidate> choose() {
        return CHOICE.choose(qualities, costs).stream()
                .collect(Collectors.toMap(candidate -> candidate.of().method(), Function.identity()));
    }

    private void tried(String method, double contrast, int passes, Double gap, double randomized) {
        tried(new Aspect(TargetKind.CRITIC_LOGIT, -1, method), contrast, passes, gap, randomized);
    }

    private void tried(Aspect of, double contrast, int passes, Double gap, double randomized) {
        for (int i = 0; i < MAPS; i++) {
            qualities.add(new ExplanationQuality(
                    new ExplanationKey("s" + i, SampleSource.GENERATED, of),
                    0.5 - contrast / 2,
                    0.5 + contrast / 2,
                    0.5,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    randomized,
                    null));
            costs.add(new MapCost(of, passes, 10.0 * passes, gap));
        }
    }
}
