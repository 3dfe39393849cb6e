package io.lucidgen.jobs.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says which version of a model a command is about. */
final class VersionOption {
    @Option(
            names = "--model-version",
            paramLabel = "VERSION",
            description = "The version of the model; the latest one unless given.")
    private Optional<String> version = Optional.empty();

    Optional<String> version() {
        return version;
    }
}
