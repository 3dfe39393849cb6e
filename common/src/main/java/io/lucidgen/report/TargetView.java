package io.lucidgen.report;

import java.util.Locale;

/**
 * What a map explains.
 *
 * @param kind {@code critic-logit}, {@code reconstruction-error}, {@code latent-mean} or another of the tables;
 *     {@code CRITIC_LOGIT} is the same as {@code critic-logit}
 * @param index which of its kind, or -1 where there is only one
 * @param unit the name of the unit that it stands for; null for other targets
 */
public record TargetView(String kind, int index, String unit) {

    public TargetView {
        kind = kind.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A target that is no unit of a network. */
    public TargetView(String kind, int index) {
        this(kind, index, null);
    }

    /** The name in words: "latent mean 3", "unit critic/hidden1-relu/3". */
    public String label() {
        if (unit != null) {
            return "unit " + unit;
        }
        return kind.replace('-', ' ') + (index < 0 ? "" : " " + index);
    }

    /** What a positive and a negative number on the map say, in one sentence. */
    String reading() {
        return switch (kind) {
            case "critic-logit" ->
                "Red pixels made the critic take the sample for real, blue pixels gave it away as" + " generated.";
            case "reconstruction-error" -> "Red pixels raised the reconstruction error, blue pixels lowered it.";
            case "latent-mean" -> "Red pixels raised this latent coordinate, blue pixels lowered it.";
            case "critic-logit-by-latent" ->
                "A bar up is a latent value that made the critic take the sample for real, a bar down one that gave it"
                        + " away; the longest bar of each map is drawn full.";
            case "region-by-latent" ->
                "A bar up is a latent value that made this region of the sample brighter, a bar down one that made it"
                        + " darker; the longest bar of each map is drawn full.";
            case "unit" -> "Red pixels made this unit more active, blue pixels less.";
            case "unit-by-latent" ->
                "A bar up is a latent value that made this unit of the generator more active, a bar down one that made it less"
                        + " so; the longest bar of each map is drawn full.";
            default -> "Red pixels raised the target's value, blue pixels lowered it.";
        };
    }
}
