package io.lucidgen.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    private Path folder;

    @Test
    void printsEverySettingWithItsOrigin() throws IOException {
        Path file = Files.writeString(folder.resolve("site.conf"), "\nlucidgen.training.rounds = 5");

        CommandRun run = CommandRun.of("config", "--config", file.toString(), "--set", "model.name=mine");

        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("lucidgen {\n  root = \"lucidgen-data\" ")
                .containsPattern("\n  model\\.name = \"mine\" +# --set\n")
                .containsPattern("\n  training\\.rounds = 5 +# " + file + ":2\n")
                .containsPattern("\n  training\\.batch-size = 128 +# default\n")
                .endsWith("# default\n}\n");
    }

    @Test
    void whatItPrintsGivesTheSameConfiguration() throws IOException {
        List<String> sets = List.of("model.family=vae", "model.vae.beta=4", "root=hdfs://namenode/a \"b\"");
        String printed = CommandRun.of("config", "--set", sets.get(0), "--set", sets.get(1), "--set", sets.get(2))
                .out();
        Path file = Files.writeString(folder.resolve("printed.conf"), printed);

        LucidgenConfig read = ConfigLoader.load(Optional.of(file.toString()), List.of(), new Configuration());

        assertThat(read).isEqualTo(ConfigLoader.defaultsWith(sets.toArray(String[]::new)));
    }

    @Test
    void credentialsInUrisAreLeftOut() {
        CommandRun run = CommandRun.of("config", "--set", "root=s3a://key:hunter2@bucket/x");

        assertThat(run.out()).contains("s3a://(hidden)@bucket/x").doesNotContain("hunter2");
    }

    @Test
    void problemsGoToTheErrorOutputWithExitCode2() {
        CommandRun run = CommandRun.of("config", "--set", "training.round=5");

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("Cannot use the settings: one of them is wrong. Correct:\n"
                        + "  training.round is not a setting; did you mean training.rounds? (--set)\n");
    }
}
