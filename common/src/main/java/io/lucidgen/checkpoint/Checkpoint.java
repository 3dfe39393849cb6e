package io.lucidgen.checkpoint;

import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.util.Objects;

/**
 * One version of a model: enough to go on training it, to generate with it and to say where it comes from.
 *
 * @param definition its networks
 * @param state its numbers
 * @param card its provenance, which also names the model and the version
 */
public record Checkpoint(ModelDefinition definition, ModelState state, ModelCard card) {

    /**
     * Checks that the parts belong together.
     *
     * @throws IllegalArgumentException if a network has no parameters in the state or not as many as it needs, or the
     *     card is that of another family
     */
    public Checkpoint {
        Objects.requireNonNull(card, "card");
        StateIndex.of(state).requireFits(definition);
        if (!card.model().family().equals(definition.family())) {
            throw new IllegalArgumentException("The card is that of a model of family "
                    + card.model().family() + ", the definition of family " + definition.family());
        }
    }
}
