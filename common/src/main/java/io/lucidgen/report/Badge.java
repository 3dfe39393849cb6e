package io.lucidgen.report;

import java.util.Optional;

/** A word on a coloured ground; the word alone says it too. */
final class Badge {
    private Badge() {}

    static void write(Markup page, ReportHeader.Verdict verdict) {
        String tone =
                switch (verdict) {
                    case PROMOTED, PASSED -> "good";
                    case NOT_PROMOTED -> "warn";
                    case FAILED -> "bad";
                    case UNDECIDED -> "plain";
                };
        write(page, tone, verdict.words());
    }

    /** Whether something passed; nothing said where there was nothing to pass. */
    static void write(Markup page, Optional<Boolean> passed) {
        if (passed.isEmpty()) {
            write(page, "plain", "no threshold");
        } else {
            write(page, passed.get() ? "good" : "bad", passed.get() ? "\u2713 passed" : "\u2717 failed");
        }
    }

    static void write(Markup page, String tone, String words) {
        page.leaf("span", "badge " + tone, words);
    }
}
