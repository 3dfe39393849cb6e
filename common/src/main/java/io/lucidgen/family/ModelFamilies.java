package io.lucidgen.family;

import io.lucidgen.config.FamilySections;
import io.lucidgen.error.UserException;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.util.List;

/** The families that can be named in a configuration. */
public final class ModelFamilies {

    private ModelFamilies() {}

    /**
     * A family by name.
     *
     * @throws UserException if there is none of this name
     */
    public static ModelFamily named(String name) {
        return all().stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> UserException.usage(
                        "use the model family",
                        "model.family",
                        name,
                        "there is none of this name",
                        "Choose one of "
                                + all().stream().map(ModelFamily::name).toList()
                                + ", or put the jar that holds it on the class path"));
    }

    /** A trained model of whichever family it is, ready to generate and to be explained. */
    public static GenerativeModel load(ModelDefinition definition, ModelState state) {
        return named(definition.family()).load(definition, state);
    }

    private static List<ModelFamily> all() {
        return FamilySections.all().stream()
                .filter(ModelFamily.class::isInstance)
                .map(ModelFamily.class::cast)
                .toList();
    }
}
