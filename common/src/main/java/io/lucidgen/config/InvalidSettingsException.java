package io.lucidgen.config;

import java.util.List;
import java.util.stream.Collectors;

/** A section whose settings are out of range or contradict one another; it names all of them. */
final class InvalidSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final List<Problem> problems;

    InvalidSettingsException(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> problem.key() + " " + problem.reason())
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}
