package io.lucidgen.model;

/** What an explanation explains. */
public enum TargetKind {
    /** How real a GAN's critic finds a sample, as the logit before any sigmoid. */
    CRITIC_LOGIT("critic-logit", ExplainedSpace.INPUT),
    /** How far a VAE's reconstruction is from the sample: the squared error summed over all features. */
    RECONSTRUCTION_ERROR("reconstruction-error", ExplainedSpace.INPUT),
    /** One component of the mean of a VAE's posterior. */
    LATENT_MEAN("latent-mean", ExplainedSpace.INPUT),
    /** What an InfoGAN's discriminator says of a code: the logit of a category, or the mean of a continuous code. */
    LATENT_CODE("latent-code", ExplainedSpace.INPUT),
    /** How real the critic finds what is generated from a latent, as the logit. */
    CRITIC_LOGIT_BY_LATENT("critic-logit-by-latent", ExplainedSpace.LATENT),
    /** The mean of the features of one region of what is generated from a latent, in the normalised range. */
    REGION_BY_LATENT("region-by-latent", ExplainedSpace.LATENT),
    /** The value of a unit of the critic or the encoder, the mean over all places where it has several. */
    UNIT("unit", ExplainedSpace.INPUT),
    /** The value of a unit of the generator, likewise. */
    UNIT_BY_LATENT("unit-by-latent", ExplainedSpace.LATENT);

    private final String label;
    private final ExplainedSpace space;

    TargetKind(String label, ExplainedSpace space) {
        this.label = label;
        this.space = space;
    }

    /** What its maps are over. */
    public ExplainedSpace space() {
        return space;
    }

    /** The name in configurations and tables. */
    public String label() {
        return label;
    }

    /**
     * The name of one of its components for people, such as {@code latent-mean 3}.
     *
     * @param index -1 where there is only one
     */
    public String label(int index) {
        return index < 0 ? label : label + " " + index;
    }

    /**
     * The name of a target for people: a unit by its own name, such as {@code critic/dense1/17}, all else by kind and index.
     *
     * @param index -1 where there is only one
     * @param unit the name of the unit that the index stands for; null for other targets
     */
    public String label(int index, String unit) {
        return unit == null ? label(index) : unit;
    }
}
