package io.lucidgen.network;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lucidgen.random.RandomStream;

/** How a parameter is first filled. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Initializer {

    /** The next value. */
    double draw(RandomStream random);

    /** Always the same value. */
    record Constant(double value) implements Initializer {
        @Override
        public double draw(RandomStream random) {
            return value;
        }
    }

    /** Uniform over [-bound, bound]. */
    record Uniform(double bound) implements Initializer {
        @Override
        public double draw(RandomStream random) {
            return (2 * random.nextUniform() - 1) * bound;
        }
    }

    /** Normal with mean zero. */
    record Normal(double standardDeviation) implements Initializer {
        @Override
        public double draw(RandomStream random) {
            return random.nextGaussian() * standardDeviation;
        }
    }

    /** Glorot and Bengio (2010), uniform: bound sqrt(6 / (inputs + outputs)); what Keras' dense layer uses. */
    static Initializer glorotUniform(int inputs, int outputs) {
        return new Uniform(Math.sqrt(6.0 / (inputs + outputs)));
    }

    /** He et al. (2015), normal: standard deviation sqrt(2 / inputs), made for ReLU. */
    static Initializer heNormal(int inputs) {
        return new Normal(Math.sqrt(2.0 / inputs));
    }
}
