package io.lucidgen.config;

import java.util.List;
import java.util.SortedMap;

/**
 * What the configuration must know of a model family. Implementations are found by {@link java.util.ServiceLoader}, so
 * that a family in another jar has a section of its own; its defaults stand in that jar's {@code reference.conf}.
 */
public interface FamilySection {

    /** The value of {@code model.family} that selects it, and the name of its section {@code model.<name>}. */
    String name();

    /** The record that the section is bound to; its constructor checks it. */
    Class<? extends FamilySettings> settings();

    /** Whether it has a discriminator, which the section {@code model.adversarial} shapes. */
    boolean isAdversarial();

    /** Whether its models can be told the class of a sample that they are to draw: {@code model.condition = label}. */
    default boolean takesLabels() {
        return false;
    }

    /** Whether its discriminator, if it has one, can judge several samples together. */
    default boolean judgesPacks(Condition condition) {
        return true;
    }

    /** Its settings that shape dense hidden layers, and have no meaning for {@code model.architecture = convolutional}. */
    List<String> denseOnly();

    /** The values of {@code explanation.targets} that make sense for it. */
    List<String> targets();

    /** The values of {@code explanation.sources} that are meant when none is named. */
    List<String> sources();

    /**
     * The held-out measures that can end a training early, and whether a larger value is the better one. A measure that
     * is better neither high nor low has no place here.
     */
    SortedMap<String, Boolean> decisiveMeasures();
}
