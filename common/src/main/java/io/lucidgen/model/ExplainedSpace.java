package io.lucidgen.model;

/** What a map is over. */
public enum ExplainedSpace {
    /** The features of a sample. */
    INPUT("input"),
    /** The values of the latent that a sample was generated from. */
    LATENT("latent");

    private final String label;

    ExplainedSpace(String label) {
        this.label = label;
    }

    /** The name in tables. */
    public String label() {
        return label;
    }
}
