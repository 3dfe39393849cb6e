package io.lucidgen.config;

import java.util.regex.Pattern;

/** Keeps credentials out of logs and messages. */
final class Secrets {
    private static final Pattern SECRET_KEY =
            Pattern.compile("secret|password|passwd|token|access-?key|credential", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s\"]+@");

    private Secrets() {}

    /** The value as it may be shown: nothing of a secret setting, and no user name or password in a URI. */
    static String shown(String key, String value) {
        return SECRET_KEY.matcher(key).find() ? "(hidden)" : withoutUserInfo(value);
    }

    static String withoutUserInfo(String text) {
        return USER_INFO.matcher(text).replaceAll("://(hidden)@");
    }
}
