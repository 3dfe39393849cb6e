package io.lucidgen.report;

/** What a network computed for one sample at one place. */
public sealed interface ActivationView {

    /** An image that the model reads or draws. */
    record Image(Picture picture) implements ActivationView {}

    /** A vector {@code [units]}. */
    record Units(float[] values) implements ActivationView {}

    /** Feature maps {@code [channels, height, width]}. */
    record Channels(float[] values, int channels, int height, int width) implements ActivationView {
        public Channels {
            if (values.length != channels * height * width) {
                throw new IllegalArgumentException(
                        values.length + " values do not fill " + channels + " maps of " + height + " x " + width);
            }
        }
    }

    /**
     * A single number, such as a critic's logit.
     *
     * @param meaning how to read it, in a few words
     */
    record Number(double value, String meaning) implements ActivationView {}
}
