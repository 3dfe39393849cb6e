package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * The hidden layers of networks for images (Radford et al. 2016, https://arxiv.org/abs/1511.06434): convolutions with
 * windows of 4 x 4 and a stride of 2 on the way from the sample, transposed ones on the way to it.
 *
 * @param filters channels after each convolution, from the sample on; each halves the image's sides
 * @param hiddenUnits units of a dense layer between the smallest maps and the latent vector or the logit; 0: none
 * @param batchNormalization whether networks that draw samples, and encoders, normalise their hidden layers
 * @param discriminatorNormalization whether discriminators do, over real and generated samples apart
 */
public record ConvolutionConfig(
        List<Integer> filters, int hiddenUnits, boolean batchNormalization, boolean discriminatorNormalization)
        implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public ConvolutionConfig {
        filters = List.copyOf(filters);
        new Problems()
                .notEmpty("filters", filters)
                .eachAtLeast("filters", filters, 1)
                .atLeast("hidden-units", hiddenUnits, 0)
                .refuse();
    }
}
