package io.lucidgen.config;

/** Which of a model's parameters are used to generate and to explain. */
public enum WeightChoice {
    /** Their moving average over the steps, where the model keeps one. */
    EMA,
    /** Those of the last step. */
    LAST
}
