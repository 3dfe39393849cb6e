package io.lucidgen.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.evaluation.explanation.Simulatability.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyKeyTest {

    private static final StudyKey KEY = new StudyKey(List.of(
            new StudyKey.Entry("generated/g-1", "generated/g-1", 1.5, true),
            new StudyKey.Entry("generated/g-2", "generated/g-3", -2.5, false)));

    @Test
    void aKeyComesBackFromItsFile() {
        assertThat(StudyKey.read(KEY.toCsv(), "key.csv")).isEqualTo(KEY);
    }

    @Test
    void aKeyThatWasChangedByHandIsRefused() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> StudyKey.read(KEY.toCsv().replace("1.5", "much"), "key.csv"))
                .withMessageContaining("Cannot score a study for file=key.csv: 'much' is no number");
    }

    @Test
    void answersAreMarkedByWhatTheItemsReallyAre() {
        assertThat(KEY.mark("item,answer\n1,high\n2,high\n", "a.csv"))
                .containsExactlyInAnyOrder(new Answer(true, true), new Answer(false, false));
        assertThat(KEY.mark("item,answer\r\n2,low\r\n", "a.csv")).containsExactly(new Answer(false, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "item,answer;3,high | there is no item '3' among the 2",
                "item,answer;0,high | there is no item '0' among the 2",
                "item,answer;one,high | there is no item 'one' among the 2",
                "item,answer;1,maybe | the answer to item 1 is 'maybe', neither high nor low",
                "item,answer;1,high;1,low | item 1 is answered twice",
                "item,answer;1 | the line '1' has 1 values and not 2",
                "answers;1,high | its first line is not 'item,answer'",
                "'' | its first line is not 'item,answer'"
            })
    void whatIsNoAnswerIsRefused(String lines, String reason) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> KEY.mark(lines.replace(';', '\n'), "a.csv"))
                .withMessageContaining("Cannot score a study for file=a.csv: " + reason)
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA));
    }
}
