package io.lucidgen.jobs.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cores that this process may use, to which processes that are compared are bound by {@code taskset}.
 *
 * <p>Where there is no {@code taskset}, nothing is bound, and the number of threads alone holds them to a core.
 *
 * @param ids in ascending order; empty where they are not known
 */
record Cores(List<Integer> ids) {

    private static final String LIST = "Cpus_allowed_list:";

    static Cores available() {
        boolean bindable = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> bindable && line.startsWith(LIST))
                    .findFirst()
                    .map(line -> new Cores(parse(line.substring(LIST.length()).trim())))
                    .orElse(new Cores(List.of()));
        } catch (IOException e) {
            return new Cores(List.of());
        }
    }

    /** Reads a list such as {@code 0-3,8}. */
    static List<Integer> parse(String list) {
        List<Integer> ids = new ArrayList<>();
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            for (int id = Integer.parseInt(ends[0]); id <= Integer.parseInt(ends[ends.length - 1]); id++) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** A command that runs on the core of an index from 0, or on any where there are fewer. */
    List<String> onCore(int index, List<String> command) {
        return on(index, index + 1, command);
    }

    /** A command that runs on the first two cores. */
    List<String> onTwoCores(List<String> command) {
        return on(0, 2, command);
    }

    private List<String> on(int from, int to, List<String> command) {
        if (ids.size() < to) {
            return command;
        }
        List<String> cores = ids.subList(from, to).stream().map(String::valueOf).toList();
        List<String> bound = new ArrayList<>(List.of("taskset", "-c", String.join(",", cores)));
        bound.addAll(command);
        return bound;
    }
}
