package io.lucidgen.data;

import java.io.Serializable;

/**
 * Something that the samples of a dataset were made to differ in.
 *
 * @param name such as {@code scale}
 * @param values how many values it takes, at least 1; they are numbered from 0
 */
public record Factor(String name, int values) implements Serializable {

    /**
     * The numbers of the values of a sample's factors, which its id ends in.
     *
     * @param id such as {@code train-1-5-39-0-31}
     * @param factors how many there are
     * @throws IllegalArgumentException when the id does not end in so many numbers
     */
    public static int[] numbersIn(String id, int factors) {
        String[] parts = id.split("-");
        if (parts.length <= factors) {
            throw new IllegalArgumentException("the id " + id + " does not end in " + factors + " factors");
        }
        int[] numbers = new int[factors];
        for (int i = 0; i < factors; i++) {
            numbers[i] = Integer.parseInt(parts[parts.length - factors + i]);
        }
        return numbers;
    }
}
