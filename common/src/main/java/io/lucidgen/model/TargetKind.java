package io.lucidgen.model;

/** What an explanation explains. */
public enum TargetKind {
    /** How real a GAN's critic finds a sample, as the logit before any sigmoid. */
    CRITIC_LOGIT("critic-logit"),
    /** How far a VAE's reconstruction is from the sample: the squared error summed over all features. */
    RECONSTRUCTION_ERROR("reconstruction-error"),
    /** One component of the mean of a VAE's posterior. */
    LATENT_MEAN("latent-mean"),
    /** What an InfoGAN's discriminator says of a code: the logit of a category, or the mean of a continuous code. */
    LATENT_CODE("latent-code");

    private final String label;

    TargetKind(String label) {
        this.label = label;
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
}
