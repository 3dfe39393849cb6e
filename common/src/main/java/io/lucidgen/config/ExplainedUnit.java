package io.lucidgen.config;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unit of a hidden layer whose value is explained.
 *
 * @param layer the name of the layer in its network
 * @param unit which, from 0 on; of a layer of feature maps a channel
 */
public record ExplainedUnit(Part part, String layer, int unit) implements Serializable {

    private static final Pattern NAME = Pattern.compile("(critic|encoder|generator)/([^/]+)/(\\d{1,6})");

    /** The network that the unit is of. */
    public enum Part {
        CRITIC,
        ENCODER,
        GENERATOR
    }

    /** Reads {@code critic/dense1/17}; empty if it is not of that form. */
    public static Optional<ExplainedUnit> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new ExplainedUnit(
                        Part.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                        matcher.group(2),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** The name that {@link #parse} reads. */
    public String name() {
        return part.name().toLowerCase(Locale.ROOT) + "/" + layer + "/" + unit;
    }
}
