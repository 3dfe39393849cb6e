package io.lucidgen.jobs.table;

import io.lucidgen.data.Modality;
import java.io.Serializable;

/**
 * One generated sample.
 *
 * @param id names it within its run, {@code g-} and its ordinal in eight digits
 * @param ordinal its place in the run, from 0 on without a gap
 * @param seed what its latent was drawn from
 * @param latent {@code [latent]}, drawn from the model's prior
 * @param shape of the sample, such as {@code [channels, height, width]}
 * @param mediaType of the content, such as {@code image/png}
 * @param content the file of that type
 * @param text null unless the modality is text
 * @param criticLogit null for a family without a critic
 * @param label the class that the sample was asked to be of; null for a model that is told none
 * @param draws latents that were drawn until the gate let this one through; null where there was no gate
 */
public record SampleRow(
        String id,
        long ordinal,
        long seed,
        float[] latent,
        Modality modality,
        int[] shape,
        String mediaType,
        byte[] content,
        String text,
        Double criticLogit,
        Integer label,
        Integer draws)
        implements Serializable {}
