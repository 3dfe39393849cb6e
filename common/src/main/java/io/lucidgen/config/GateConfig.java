package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * The critic as a gate: a sample that it finds too unreal is drawn anew.
 *
 * @param enabled whether there is one
 * @param minLogit the critic's logit from which on a sample is let through; 0 is where it finds real and generated
 *     equally likely
 * @param draws latents that are drawn at most for one sample, at least 2; the best of them is taken where none is let
 *     through
 */
public record GateConfig(boolean enabled, double minLogit, int draws) implements Serializable {

    static final List<String> WITH_GATE_ONLY = List.of("min-logit", "draws");

    /** @throws IllegalArgumentException when a setting is out of its range */
    public GateConfig {
        new Problems().atLeast("draws", draws, 2).refuse();
    }
}
