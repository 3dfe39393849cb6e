package io.lucidgen.jobs.run;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.config.WeightChoice;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.TablePartition;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Which of a version's parameters the commands use: {@code generation.weights} says it for all of them. */
public final class WeightsInUse {

    /** The setting, which each command that uses a model reads. */
    public static final String SETTING = "generation.weights";

    private WeightsInUse() {}

    /** The version with the chosen parameters as its parameters. */
    public static Checkpoint of(Checkpoint checkpoint, WeightChoice choice) {
        return choice == WeightChoice.LAST
                ? checkpoint
                : new Checkpoint(checkpoint.definition(), checkpoint.state().withEmaInUse(), checkpoint.card());
    }

    /** What people are told of the choice. */
    public static String describe(Checkpoint checkpoint, WeightChoice choice) {
        return choice == WeightChoice.EMA && checkpoint.state().hasEma() ? "moving average (EMA)" : "last step";
    }

    /**
     * Checks that samples were generated with the parameters that are now to be used on them.
     *
     * @param action what is to be done, such as {@code explain}
     * @throws UserException (exit 3) when they were generated with others
     */
    public static void requireSame(JobContext context, Checkpoint checkpoint, TablePartition samples, String action)
            throws IOException {
        WeightChoice choice = context.config().generation().weights();
        String now = choice.name().toLowerCase(Locale.ROOT);
        Optional<String> then = context.ledger()
                .find(samples.runDate(), samples.runId())
                .map(run -> run.config().get(SETTING));
        if (checkpoint.state().hasEma() && then.isPresent() && !then.get().equals(now)) {
            throw UserException.data(
                    action + " the samples",
                    SETTING,
                    now,
                    "they were generated with " + SETTING + " = " + then.get(),
                    "Set " + SETTING + " = " + then.get() + ", or generate with " + now);
        }
    }
}
