package io.lucidgen.internals;

import io.lucidgen.internals.Finding.Evidence;
import io.lucidgen.internals.Finding.Kind;
import io.lucidgen.internals.InternalsFacts.LayerFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stands out in a model beside untrained ones of the same make: a figure is a finding where it is more than
 * {@value #FACTOR} times the largest that any of those has.
 */
public final class Findings {

    static final double FACTOR = 2;

    /** A value of the latent has no effect with less than this part of the smallest effect in untrained models. */
    static final double NOTHING = 0.05;

    private final InternalsFacts model;
    private final List<InternalsFacts> untrained;

    private Findings(InternalsFacts model, List<InternalsFacts> untrained) {
        this.model = model;
        this.untrained = untrained;
    }

    /**
     * All findings, by kind and the clearest first; one of the kind {@link Kind#NOTHING} where there are none.
     *
     * @param untrained of at least one model
     */
    public static List<Finding> of(InternalsFacts model, List<InternalsFacts> untrained) {
        Findings findings = new Findings(model, untrained);
        List<Finding> all = new ArrayList<>();
        all.addAll(findings.latentsThatMatter());
        all.addAll(findings.latentsWithoutEffect());
        all.addAll(findings.latentsThatDrawARegion());
        all.addAll(findings.whatTheCriticLooksAt());
        all.addAll(findings.units(Kind.DEAD_UNITS, LayerFacts::dead, "are never on: they do nothing"));
        all.addAll(findings.units(Kind.TWIN_UNITS, LayerFacts::twins, "go along with another one: they are redundant"));
        if (all.isEmpty()) {
            all.add(new Finding(
                    Kind.NOTHING,
                    "Nothing is claimed of this model's parts: none stands out from what untrained models show.",
                    Evidence.ALL,
                    0,
                    0));
        }
        return all;
    }

    private List<Finding> latentsThatMatter() {
        double most = largest(facts -> max(facts.latentShares()));
        double[] shares = model.latentShares();
        List<Integer> found = descending(shares, share -> share > FACTOR * most);
        if (found.isEmpty()) {
            return List.of();
        }
        double together = found.stream().mapToDouble(latent -> shares[latent]).sum();
        return List.of(new Finding(
                Kind.LATENTS_THAT_MATTER,
                "Of %d values of the latent %s %s most: %s of all that changes in samples."
                        .formatted(
                                shares.length,
                                list(found),
                                found.size() == 1 ? "matters" : "matter",
                                percent(together)),
                Evidence.ofLatents(found),
                shares[found.get(0)],
                most));
    }

    private List<Finding> latentsWithoutEffect() {
        double least = untrained.stream()
                .mapToDouble(facts -> Arrays.stream(facts.latentShares()).min().orElse(0))
                .min()
                .orElse(0);
        double[] shares = model.latentShares();
        List<Integer> found = IntStream.range(0, shares.length)
                .filter(latent -> shares[latent] < NOTHING * least)
                .boxed()
                .toList();
        return found.isEmpty()
                ? List.of()
                : List.of(new Finding(
                        Kind.LATENTS_WITHOUT_EFFECT,
                        "Of %d values of the latent %s %s next to nothing to samples."
                                .formatted(shares.length, list(found), found.size() == 1 ? "does" : "do"),
                        Evidence.ofLatents(found),
                        found.stream()
                                .mapToDouble(latent -> shares[latent])
                                .max()
                                .getAsDouble(),
                        least));
    }

    private List<Finding> latentsThatDrawARegion() {
        double most = largest(facts -> IntStream.range(0, facts.latentRegions().length)
                .mapToDouble(latent -> max(facts.regionShares(latent)))
                .max()
                .orElse(0));
        List<Finding> findings = new ArrayList<>();
        for (int latent = 0; latent < model.latentRegions().length; latent++) {
            double[] shares = model.regionShares(latent);
            for (int region : descending(shares, share -> share > FACTOR * most)) {
                findings.add(new Finding(
                        Kind.LATENT_DRAWS_REGION,
                        "Value %d of the latent draws %s: %s of what it changes lies there."
                                .formatted(latent, place(region), percent(shares[region])),
                        new Evidence(null, List.of(latent), region),
                        shares[region],
                        most));
            }
        }
        findings.sort(Comparator.comparingDouble(Finding::value).reversed());
        return findings;
    }

    private List<Finding> whatTheCriticLooksAt() {
        double most = largest(facts -> max(facts.logitShares()));
        double[] shares = model.logitShares();
        return descending(shares, share -> share > FACTOR * most).stream()
                .map(region -> new Finding(
                        Kind.CRITIC_LOOKS_AT,
                        "The critic looks at %s: %s of what changes its logit lies there%s."
                                .formatted(place(region), percent(shares[region]), verdict(region)),
                        Evidence.ofRegion(region),
                        shares[region],
                        most))
                .toList();
    }

    /** What the critic makes of the region as the generator draws it, where it is of one mind. */
    private String verdict(int region) {
        double effect = model.regionEffect()[region];
        if (Math.abs(effect) < model.regionLogit()[region] / 2) {
            return "";
        }
        return ", and it %s what the generator draws there (%+.2g logits on average)"
                .formatted(effect < 0 ? "punishes" : "rewards", effect);
    }

    private List<Finding> units(Kind kind, ToIntFunction<LayerFacts> count, String what) {
        List<Finding> findings = new ArrayList<>();
        for (int layer = 0; layer < model.layers().size(); layer++) {
            int index = layer;
            LayerFacts facts = model.layers().get(layer);
            int found = count.applyAsInt(facts);
            double most = largest(other -> count.applyAsInt(other.layers().get(index)));
            if (found > FACTOR * most) {
                findings.add(new Finding(
                        kind,
                        "%,d of %,d units of %s %s.".formatted(found, facts.units(), facts.layer(), what),
                        Evidence.ofLayer(facts.layer()),
                        found,
                        most));
            }
        }
        return findings;
    }

    private String place(int region) {
        return "row %d, column %d of the %d x %d regions"
                .formatted(region / model.across() + 1, region % model.across() + 1, model.across(), model.across());
    }

    private double largest(ToDoubleFunction<InternalsFacts> figure) {
        return untrained.stream().mapToDouble(figure).max().orElse(Double.POSITIVE_INFINITY);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    private static List<Integer> descending(double[] values, DoublePredicate wanted) {
        return IntStream.range(0, values.length)
                .filter(i -> wanted.test(values[i]))
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -values[i]))
                .toList();
    }

    private static String list(List<Integer> indices) {
        return indices.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
