package io.lucidgen.jobs.run;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.StoredVersion;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.error.UserException;
import java.io.IOException;
import java.util.Optional;

/** Which version of a model a command is about: the one that it names, or else the latest. */
public final class VersionChoice {

    private VersionChoice() {}

    /** @throws UserException if the model has no complete version, or not the one that is named, or it is damaged */
    public static Checkpoint load(CheckpointStore store, String model, Optional<String> version) throws IOException {
        return store.load(model, version.isPresent() ? version.get() : latest(store, model));
    }

    /**
     * The same for a model that is configured, which has to be of the family that the configuration names.
     *
     * @throws UserException (exit 3) if it is of another family
     */
    public static Checkpoint load(CheckpointStore store, ModelConfig model, Optional<String> version)
            throws IOException {
        String chosen = version.isPresent() ? version.get() : latest(store, model.name());
        return store.load(model.name(), chosen, model.family());
    }

    private static String latest(CheckpointStore store, String model) throws IOException {
        return store.latest(model)
                .map(StoredVersion::version)
                .orElseThrow(() -> UserException.data(
                        "find a checkpoint",
                        "model.name",
                        model,
                        "there is no complete version of it in "
                                + store.folder(model, "any").getParent(),
                        "Train it first, or check root and model.name"));
    }
}
