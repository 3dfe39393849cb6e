package io.lucidgen.model;

import io.lucidgen.random.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a latent vector is made of: independent blocks, one after the other, each with its distribution and its meaning.
 *
 * @param blocks at least one
 */
public record LatentPrior(List<Block> blocks) implements Serializable {

    /** What a block means. */
    public enum Role {
        /** Nothing by itself. */
        NOISE,
        /** A property that the model is to find a meaning for (Chen et al. 2016, InfoGAN). */
        CODE,
        /** The class that a sample is to be of. */
        LABEL
    }

    /** Where a block's values come from. */
    public enum Distribution {
        /** Standard normal. */
        NORMAL,
        /** Uniform over [-1, 1). */
        UNIFORM,
        /** One value is 1 and the others 0, each as likely as the others. */
        CATEGORICAL
    }

    /**
     * Values that belong together.
     *
     * @param size how many, at least 1
     */
    public record Block(Role role, Distribution distribution, int size) implements Serializable {}

    /**
     * A block and its place.
     *
     * @param offset of its first value in a latent
     */
    public record Placed(Block block, int offset) implements Serializable {

        /** The place of a categorical block's 1 in a latent, from 0 on. */
        public int category(float[] latents, int from) {
            for (int k = 0; k < block.size(); k++) {
                if (latents[from + offset + k] == 1) {
                    return k;
                }
            }
            throw new IllegalArgumentException("A latent chooses none of %d categories".formatted(block.size()));
        }
    }

    /** @throws IllegalArgumentException if there is no block, one is empty, or there are two labels */
    public LatentPrior {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty() || blocks.stream().anyMatch(block -> block.size() < 1)) {
            throw new IllegalArgumentException("A latent needs blocks of at least one value: " + blocks);
        }
        if (blocks.stream().filter(block -> block.role() == Role.LABEL).count() > 1) {
            throw new IllegalArgumentException("A sample is of one class: " + blocks);
        }
    }

    /** So many values of standard normal noise. */
    public static LatentPrior normal(int size) {
        return new LatentPrior(List.of(new Block(Role.NOISE, Distribution.NORMAL, size)));
    }

    /** The same with one more block. */
    public LatentPrior with(Role role, Distribution distribution, int size) {
        List<Block> more = new ArrayList<>(blocks);
        more.add(new Block(role, distribution, size));
        return new LatentPrior(more);
    }

    /** The length of a latent. */
    public int size() {
        return blocks.stream().mapToInt(Block::size).sum();
    }

    /** The blocks of a role with their places. */
    public List<Placed> placed(Role role) {
        List<Placed> placed = new ArrayList<>();
        int offset = 0;
        for (Block block : blocks) {
            if (block.role() == role) {
                placed.add(new Placed(block, offset));
            }
            offset += block.size();
        }
        return placed;
    }

    /** The block that chooses a sample's class; empty for a model that is not told one. */
    public Optional<Placed> label() {
        return placed(Role.LABEL).stream().findFirst();
    }

    /** How many classes a sample can be asked to be of; 0 for a model that is not told one. */
    public int classes() {
        return label().map(placed -> placed.block().size()).orElse(0);
    }

    /** The class that a latent asks for; -1 for a model that is not told one. */
    public int labelOf(float[] latent) {
        return label().map(placed -> placed.category(latent, 0)).orElse(-1);
    }

    /** The mean of the prior, {@code [size]}: 0, but for what is categorical, whose values are equally likely to be 1. */
    public double[] mean() {
        double[] mean = new double[size()];
        int offset = 0;
        for (Block block : blocks) {
            if (block.distribution() == Distribution.CATEGORICAL) {
                Arrays.fill(mean, offset, offset + block.size(), 1.0 / block.size());
            }
            offset += block.size();
        }
        return mean;
    }

    /** {@code [size]}: which values are not of a categorical block. */
    public boolean[] continuous() {
        boolean[] continuous = new boolean[size()];
        int offset = 0;
        for (Block block : blocks) {
            Arrays.fill(continuous, offset, offset + block.size(), block.distribution() != Distribution.CATEGORICAL);
            offset += block.size();
        }
        return continuous;
    }

    /**
     * Draws latents.
     *
     * @param latents {@code [n, size]}, row-major, is filled
     */
    public void fill(float[] latents, RandomStream random) {
        if (blocks.size() == 1 && blocks.get(0).distribution() == Distribution.NORMAL) {
            random.fillGaussian(latents);
            return;
        }
        for (int at = 0; at < latents.length; ) {
            for (Block block : blocks) {
                draw(block, latents, at, random);
                at += block.size();
            }
        }
    }

    private static void draw(Block block, float[] latents, int at, RandomStream random) {
        int chosen = block.distribution() == Distribution.CATEGORICAL ? random.nextInt(block.size()) : -1;
        for (int k = 0; k < block.size(); k++) {
            latents[at + k] = switch (block.distribution()) {
                case NORMAL -> (float) random.nextGaussian();
                case UNIFORM -> (float) (2 * random.nextUniform() - 1);
                case CATEGORICAL -> k == chosen ? 1 : 0;
            };
        }
    }
}
