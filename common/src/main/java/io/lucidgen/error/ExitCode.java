package io.lucidgen.error;

import java.util.Arrays;

/** How a command ended, as schedulers see it: everything except {@link #FAILURE} would fail in the same way again. */
public enum ExitCode {
    DONE(0),
    /** Anything unforeseen, such as a lost cluster; worth a retry. */
    FAILURE(1),
    /** Wrong usage or configuration. */
    USAGE(2),
    /** Bad data or a broken contract. */
    DATA(3),
    /** The challenger was measured and is not better than the champion. */
    NOT_PROMOTED(4),
    /** Another run holds the lock. */
    LOCKED(5),
    /** Training went wrong. */
    UNSTABLE(6);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws java.util.NoSuchElementException for a number that none of them has */
    public static ExitCode of(int code) {
        return Arrays.stream(values())
                .filter(exit -> exit.code == code)
                .findFirst()
                .orElseThrow();
    }
}
