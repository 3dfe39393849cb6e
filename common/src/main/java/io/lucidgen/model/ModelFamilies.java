package io.lucidgen.model;

import io.lucidgen.error.UserException;
import java.util.List;

/** The families that can be named in a configuration. */
public final class ModelFamilies {

    private static final List<ModelFamily> FAMILIES = List.of(new GanFamily(), new VaeFamily());

    private ModelFamilies() {}

    /**
     * A family by name.
     *
     * @throws UserException if there is none of this name
     */
    public static ModelFamily named(String name) {
        return FAMILIES.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> UserException.usage(
                        "use the model family",
                        "model.family",
                        name,
                        "there is none of this name",
                        "Choose one of "
                                + FAMILIES.stream().map(ModelFamily::name).toList()));
    }
}
