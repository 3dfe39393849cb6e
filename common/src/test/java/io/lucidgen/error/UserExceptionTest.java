package io.lucidgen.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserExceptionTest {

    @Test
    void saysWhatFailedWhyAndWhatToChange() {
        UserException failure = UserException.data(
                "read images", "file", "t10k.gz", "it ends after 12 of 784 bytes", "Fetch the file again");

        assertThat(failure)
                .hasMessage(
                        "Cannot read images for file=t10k.gz: it ends after 12 of 784 bytes. Fetch the file again.");
        assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA);
    }

    @Test
    void doesNotDoubleTheLastFullStop() {
        UserException failure = UserException.locked("train", "model", "m", "another run holds it", "Wait for it.");

        assertThat(failure).hasMessage("Cannot train for model=m: another run holds it. Wait for it.");
    }

    @Test
    void listsSeveralProblemsOneToALine() {
        UserException failure = UserException.ofProblems("Cannot use the settings:", List.of("a is wrong", "b is too"));

        assertThat(failure).hasMessage("Cannot use the settings:\n  a is wrong\n  b is too");
        assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void keepsItsExitCodeAndMessageOnTheWayFromAnExecutor() throws Exception {
        UserException thrown = UserException.notPromoted("promote", "model", "m", "it is worse", "Train longer")
                .causedBy(new IOException("below"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }

        UserException received;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            received = (UserException) in.readObject();
        }

        assertThat(received.exitCode()).isEqualTo(ExitCode.NOT_PROMOTED);
        assertThat(received).hasMessage(thrown.getMessage()).hasRootCauseMessage("below");
    }

    @Test
    void exitCodesAreThoseThatSchedulersKnow() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
}
