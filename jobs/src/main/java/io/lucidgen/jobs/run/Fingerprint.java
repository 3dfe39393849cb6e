package io.lucidgen.jobs.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/**
 * A sha256 over named values.
 *
 * @param hex 64 hexadecimal digits
 */
public record Fingerprint(String hex) {

    /** The fingerprint of named values. */
    public static Fingerprint of(SortedMap<String, String> values) {
        Builder builder = new Builder();
        for (Map.Entry<String, String> value : values.entrySet()) {
            builder.add(value.getKey(), value.getValue());
        }
        return builder.build();
    }

    /** The first digits. */
    public String prefix(int digits) {
        return hex.substring(0, digits);
    }

    @Override
    public String toString() {
        return hex;
    }

    /** Takes values in order; where one ends and the next begins is part of the hash. */
    public static final class Builder {
        private final MessageDigest digest;

        public Builder() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        /** Adds a named text. */
        public Builder add(String name, String value) {
            return add(name, value.getBytes(StandardCharsets.UTF_8));
        }

        /** Adds named bytes. */
        public Builder add(String name, byte[] value) {
            sized(name.getBytes(StandardCharsets.UTF_8));
            sized(value);
            return this;
        }

        private void sized(byte[] bytes) {
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }

        /** The hash of all that was added; the builder is used up. */
        public Fingerprint build() {
            return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
        }
    }
}
