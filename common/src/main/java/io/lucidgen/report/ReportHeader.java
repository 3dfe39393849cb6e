package io.lucidgen.report;

import java.time.LocalDate;

/**
 * What a report is about and how the run ended.
 *
 * @param model the model's name in the registry
 * @param version the checkpoint's version
 * @param family what kind of model it is, such as {@code gan}
 * @param dataset the name of the data set that it learned
 * @param reason one sentence on why the verdict is what it is
 */
public record ReportHeader(
        String model,
        String version,
        String family,
        String dataset,
        LocalDate runDate,
        Verdict verdict,
        String reason) {

    /** How the run ended. */
    public enum Verdict {
        PROMOTED("promoted"),
        PASSED("passed"),
        NOT_PROMOTED("not promoted"),
        FAILED("failed"),
        UNDECIDED("not judged");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
