package io.lucidgen.data;

import io.lucidgen.random.Seeds;
import java.io.Serializable;

/**
 * A pseudo-random permutation of the numbers 0 to {@code size - 1} that needs no memory per number.
 *
 * <p>A number is written as two digits of the bases a and b, where a * b is barely more than {@code size}, and the
 * digits are mixed in turn: a generalised Feistel cipher with cycle walking (Black and Rogaway, "Ciphers with Arbitrary
 * Finite Domains", 2002). It shuffles well; it keeps no secrets.
 */
public final class KeyedPermutation implements Serializable {
    private static final long serialVersionUID = 1;

    // Luby and Rackoff need four rounds of a good mixer; with bases as small as two, eight leave no visible bias.
    private static final int ROUNDS = 8;

    private final long size;
    private final long key;
    private final long leftBase;
    private final long rightBase;

    /**
     * @param size how many numbers are permuted, 1 to 2^60
     * @param key chooses the permutation
     */
    public KeyedPermutation(long size, long key) {
        if (size < 1 || size > 1L << 60) {
            throw new IllegalArgumentException("a permutation of " + size + " numbers");
        }
        this.size = size;
        this.key = key;
        this.leftBase = (long) Math.ceil(Math.sqrt(size));
        this.rightBase = (size + leftBase - 1) / leftBase;
    }

    public long size() {
        return size;
    }

    /** Where a number goes. */
    public long apply(long number) {
        checkInRange(number);
        long image = number;
        do {
            image = encipher(image);
        } while (image >= size);
        return image;
    }

    /** Which number goes to a place: {@code invert(apply(n)) == n}. */
    public long invert(long place) {
        checkInRange(place);
        long number = place;
        do {
            number = decipher(number);
        } while (number >= size);
        return number;
    }

    private long encipher(long number) {
        long left = number / rightBase;
        long right = number % rightBase;
        for (int round = 0; round < ROUNDS; round += 2) {
            left = (left + mix(round, right, leftBase)) % leftBase;
            right = (right + mix(round + 1, left, rightBase)) % rightBase;
        }
        return left * rightBase + right;
    }

    private long decipher(long number) {
        long left = number / rightBase;
        long right = number % rightBase;
        for (int round = ROUNDS - 2; round >= 0; round -= 2) {
            right = (right + rightBase - mix(round + 1, left, rightBase)) % rightBase;
            left = (left + leftBase - mix(round, right, leftBase)) % leftBase;
        }
        return left * rightBase + right;
    }

    private long mix(int round, long digit, long base) {
        return (Seeds.derive(key, digit * ROUNDS + round) >>> 1) % base;
    }

    private void checkInRange(long number) {
        if (number < 0 || number >= size) {
            throw new IndexOutOfBoundsException(number + " is not within [0, " + size + ")");
        }
    }
}
