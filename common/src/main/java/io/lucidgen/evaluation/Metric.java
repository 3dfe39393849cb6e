package io.lucidgen.evaluation;

import java.util.Locale;

/** What a model is scored by. */
public enum Metric {
    /** Squared Frechet distance between features of generated and of real test samples. */
    FRECHET_DISTANCE(Group.REALISM, Better.LOWER),
    /** Squared maximum mean discrepancy between features of generated and of real test samples. */
    KERNEL_DISTANCE(Group.REALISM, Better.LOWER),
    /** Sureness and evenness of the classes that a classifier sees, from 1 to their number. */
    CLASSIFIER_SCORE(Group.REALISM, Better.HIGHER),
    /** Real balls around a generated sample, as a multiple of what is expected. */
    DENSITY(Group.REALISM, Better.NEITHER),
    /** Share of generated samples within a real ball. */
    PRECISION(Group.REALISM, Better.HIGHER),
    /** Share of real balls that hold a generated sample. */
    COVERAGE(Group.VARIETY, Better.HIGHER),
    /** Share of real samples within a generated ball. */
    RECALL(Group.VARIETY, Better.HIGHER),
    /** Share of cells of the feature space in which generated samples have another share than training samples. */
    CELLS_DIFFERING(Group.VARIETY, Better.LOWER),
    /** Jensen-Shannon divergence of the shares of those cells, in nats. */
    CELL_DIVERGENCE(Group.VARIETY, Better.LOWER),
    /** Classes with more than a fifth of an even share. */
    CLASSES_FOUND(Group.VARIETY, Better.HIGHER),
    /** Classes with at least one generated sample. */
    MODES_FOUND(Group.VARIETY, Better.HIGHER),
    /** Divergence of the classes of generated samples from those of the training data (reverse KL), in nats. */
    CLASS_DIVERGENCE(Group.VARIETY, Better.LOWER),
    /** Entropy of the class shares in nats. */
    CLASS_ENTROPY(Group.VARIETY, Better.HIGHER),
    /** Share of generated samples in one class. */
    CLASS_SHARE(Group.VARIETY, Better.NEITHER),
    /** Share of generated samples in the class that has most of them. */
    LARGEST_CLASS_SHARE(Group.VARIETY, Better.LOWER),
    /** Share of held-out samples that a classifier classifies right which learnt from generated samples alone. */
    TRAIN_ON_GENERATED_ACCURACY(Group.VARIETY, Better.HIGHER),
    /** Probability that a generated sample is nearer to the training data than a held-out one is; a half for fresh ones. */
    NEARER_TO_TRAINING(Group.MEMORISATION, Better.NEITHER),
    /** Share of generated samples that are nearer to the training data than 99 of 100 held-out ones. */
    NEAR_COPIES(Group.MEMORISATION, Better.LOWER),
    /** Share of held-out samples that keep their class when reconstructed. */
    RECONSTRUCTION_CLASS_KEPT(Group.RECONSTRUCTION, Better.HIGHER),
    /** Squared error of a feature of a reconstruction, in the normalised range. */
    RECONSTRUCTION_SQUARED_ERROR(Group.RECONSTRUCTION, Better.LOWER),
    /** Importance-weighted lower bound of the log-likelihood of a held-out sample of zeros and ones, in nats. */
    LOG_LIKELIHOOD_BOUND(Group.LIKELIHOOD, Better.HIGHER),
    /** Evidence lower bound of the same, in nats. */
    ELBO(Group.LIKELIHOOD, Better.HIGHER),
    /** KL divergence of the posterior of a held-out sample from the prior, in nats. */
    POSTERIOR_DIVERGENCE(Group.LIKELIHOOD, Better.NEITHER),
    /** Dimensions of the latent whose posterior mean varies over held-out samples. */
    ACTIVE_UNITS(Group.LIKELIHOOD, Better.NEITHER),
    /** By how much one latent dimension says more of a factor of the data than the next, as a share of its entropy. */
    MUTUAL_INFORMATION_GAP(Group.DISENTANGLEMENT, Better.HIGHER),
    /** Mean critic logit of held-out real samples. */
    CRITIC_LOGIT_REAL(Group.CRITIC, Better.NEITHER),
    /** Mean critic logit of generated samples. */
    CRITIC_LOGIT_GENERATED(Group.CRITIC, Better.NEITHER),
    /** Share of samples that the critic tells right, real and generated in equal parts; a half when it cannot. */
    CRITIC_ACCURACY(Group.CRITIC, Better.NEITHER),
    /** Mean squared distance of the critic's probability of real from the truth. */
    CRITIC_BRIER_SCORE(Group.CRITIC, Better.NEITHER),
    /** How far the critic's probability of real is from the share that is real. */
    CRITIC_CALIBRATION_ERROR(Group.CRITIC, Better.NEITHER),
    /** Share of generated samples that the scorer puts into the class that they were asked to be of. */
    CLASS_AS_ASKED(Group.VARIETY, Better.HIGHER),
    /** Share of generated samples in the class that most samples of their code's category are in. */
    CODE_CLASS_AGREEMENT(Group.VARIETY, Better.NEITHER),
    /** Share of test samples that the scorer classifies right: how far to believe the other figures. */
    SCORER_ACCURACY(Group.SCORER, Better.HIGHER);

    /** What figures belong together. */
    public enum Group {
        REALISM,
        VARIETY,
        MEMORISATION,
        RECONSTRUCTION,
        LIKELIHOOD,
        DISENTANGLEMENT,
        CRITIC,
        SCORER
    }

    /** Which way is good. */
    public enum Better {
        LOWER,
        HIGHER,
        /** It informs and is not judged. */
        NEITHER
    }

    private final Group group;
    private final Better better;

    Metric(Group group, Better better) {
        this.group = group;
        this.better = better;
    }

    public Group group() {
        return group;
    }

    public Better better() {
        return better;
    }

    /** The name in tables, such as {@code frechet_distance}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
