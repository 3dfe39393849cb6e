package io.lucidgen.config;

/** How the weights of a network's hidden layers are first drawn. */
public enum WeightInitialization {
    /** Uniform, for activations that are linear around zero (Glorot and Bengio 2010); the default of Keras. */
    GLOROT_UNIFORM,
    /** Normal and wider, so that ReLU keeps the size of what passes through many layers (He et al. 2015). */
    HE_NORMAL
}
