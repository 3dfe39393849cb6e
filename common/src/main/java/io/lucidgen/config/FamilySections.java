package io.lucidgen.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The model families on the class path, by name. */
public final class FamilySections {

    private static final List<FamilySection> ALL =
            ServiceLoader.load(FamilySection.class, FamilySections.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(FamilySection::name))
                    .toList();

    private FamilySections() {}

    public static List<FamilySection> all() {
        return ALL;
    }

    static List<String> names() {
        return ALL.stream().map(FamilySection::name).toList();
    }

    static Optional<FamilySection> named(String name) {
        return ALL.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    /** The family that a record of settings belongs to. */
    static Optional<FamilySection> of(FamilySettings settings) {
        return ALL.stream()
                .filter(section -> section.settings() == settings.getClass())
                .findFirst();
    }
}
