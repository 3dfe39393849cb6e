package io.lucidgen.config;

/**
 * A setting as a run uses it.
 *
 * @param key such as {@code training.rounds}
 * @param value as HOCON; hidden where it is a credential
 * @param origin {@code default}, {@code --set}, or the file and line such as {@code conf/site.conf:12}
 */
public record ResolvedSetting(String key, String value, String origin) {}
