package io.lucidgen.model;

import io.lucidgen.network.Network;

/**
 * The network that makes samples of latents.
 *
 * @param network one input {@code [batch, latent]}
 * @param sample the name of its output {@code [batch, features]}
 */
public record Generator(Network network, String sample) {}
