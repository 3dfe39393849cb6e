package io.lucidgen.model;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.network.FeatureMean;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can be explained of a latent: the generator, and after it the critic or a region of what it makes. */
public final class LatentTargets {

    private static final String GENERATOR_PART = "generator/";
    private static final String CRITIC_PART = "critic/";

    private LatentTargets() {}

    /** The critic's logit, for each class that a critic is told; none without a generator or a critic. */
    public static List<ExplainedTarget> logits(GenerativeModel model) {
        List<ExplainedTarget> targets = new ArrayList<>();
        model.generator()
                .ifPresent(generator -> model.targets(List.of()).stream()
                        .filter(target -> target.kind() == TargetKind.CRITIC_LOGIT)
                        .forEach(target -> targets.add(logit(generator, target))));
        return targets;
    }

    /**
     * The mean of each region of a sample; none without a generator. Each holds a copy of the generator.
     *
     * @param across so many regions along each axis of a sample
     */
    public static List<ExplainedTarget> regions(GenerativeModel model, int across) {
        List<ExplainedTarget> targets = new ArrayList<>();
        FeatureGrid grid = FeatureGrid.of(model.definition().sampleShape());
        model.generator().ifPresent(generator -> {
            for (int region = 0; region < across * across; region++) {
                int[] features = grid.region(region, across);
                if (features.length > 0) {
                    targets.add(ExplainedTarget.of(
                            TargetKind.REGION_BY_LATENT, region, region(generator, FeatureMean.of(features))));
                }
            }
        });
        return targets;
    }

    private static ExplainedTarget logit(Generator generator, ExplainedTarget ofSample) {
        NetworkDefinition definition = begun("critic-logit-by-latent", generator)
                .append(CRITIC_PART, ofSample.network().definition(), GENERATOR_PART + generator.sample())
                .column(ExplainedTarget.OUTPUT, CRITIC_PART + ExplainedTarget.OUTPUT, 0)
                .outputs(ExplainedTarget.OUTPUT);
        Network network = Network.assembled(
                definition, Map.of(GENERATOR_PART, generator.network(), CRITIC_PART, ofSample.network()));
        return new ExplainedTarget(
                TargetKind.CRITIC_LOGIT_BY_LATENT,
                ofSample.index(),
                ofSample.sampleClass(),
                ofSample.choice(),
                network);
    }

    private static Network region(Generator generator, FeatureMean mean) {
        NetworkDefinition definition = begun("region-by-latent", generator)
                .node(ExplainedTarget.OUTPUT, mean, GENERATOR_PART + generator.sample())
                .outputs(ExplainedTarget.OUTPUT);
        return Network.assembled(definition, Map.of(GENERATOR_PART, generator.network()));
    }

    /** The generator as a network with one input {@value ExplainedTarget#INPUT}. */
    static Network whole(Generator generator) {
        return Network.assembled(
                begun("generator", generator).outputs(GENERATOR_PART + generator.sample()),
                Map.of(GENERATOR_PART, generator.network()));
    }

    private static NetworkBuilder begun(String name, Generator generator) {
        NetworkDefinition definition = generator.network().definition();
        return NetworkDefinition.named(name)
                .input(
                        ExplainedTarget.INPUT,
                        definition.inputs().values().iterator().next())
                .append(GENERATOR_PART, definition, ExplainedTarget.INPUT);
    }
}
