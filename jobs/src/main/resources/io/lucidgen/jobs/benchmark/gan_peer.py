"""PyTorch's side of the comparisons: GANs of the same networks, recipe, batch and rows as Lucidgen's.

Reads a number of steps from each line of standard input, takes them, and answers with the seconds that they took.
Several processes (--world) average parameters and Adam's state over gloo after every --average-every steps.

    python gan_peer.py --rows rows.bin --networks tutorial --threads 1
"""

import argparse
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

LATENT = 100
SIDE = 28


def tutorial():
    """Dense layers: 100-128-256-512-1024-784 and 784-1024-512-256-1, He-normal weights, dropout 0.3; batch 128."""

    def dense(sizes, activation, dropout):
        layers = []
        for n, (size, units) in enumerate(zip(sizes, sizes[1:])):
            linear = nn.Linear(size, units)
            last = n == len(sizes) - 2
            (nn.init.xavier_uniform_ if last else nn.init.kaiming_normal_)(linear.weight)
            nn.init.zeros_(linear.bias)
            layers.append(linear)
            if not last:
                layers.append(activation())
                if dropout:
                    layers.append(nn.Dropout(dropout))
        return layers

    pixels = SIDE * SIDE
    generator = nn.Sequential(*dense([LATENT, 128, 256, 512, 1024, pixels], nn.ReLU, 0), nn.Tanh())
    critic = nn.Sequential(*dense([pixels, 1024, 512, 256, 1], lambda: nn.LeakyReLU(0.2), 0.3))
    return generator, critic, (pixels,), 128


def dcgan():
    """Convolutions of 4 x 4, stride 2, 64 and 128 channels, and their transposes; batch 64."""
    quarter = SIDE // 4
    generator = nn.Sequential(
        nn.Linear(LATENT, quarter * quarter * 128),
        nn.ReLU(),
        nn.Unflatten(1, (128, quarter, quarter)),
        nn.ConvTranspose2d(128, 64, 4, 2, 1),
        nn.ReLU(),
        nn.ConvTranspose2d(64, 1, 4, 2, 1),
        nn.Tanh(),
    )
    critic = nn.Sequential(
        nn.Conv2d(1, 64, 4, 2, 1),
        nn.LeakyReLU(0.2),
        nn.Conv2d(64, 128, 4, 2, 1),
        nn.LeakyReLU(0.2),
        nn.Flatten(),
        nn.Linear(quarter * quarter * 128, 1),
    )
    return generator, critic, (1, SIDE, SIDE), 64


class Gan:
    """One step is one Adam update of the critic and one of the generator, with the same generated samples."""

    def __init__(self, networks, rows):
        self.generator, self.critic, shape, self.batch = {"tutorial": tutorial, "dcgan": dcgan}[networks]()
        self.real = (torch.from_numpy(rows).to(torch.float32) / 127.5 - 1).reshape(-1, *shape)
        # The fused form is PyTorch's fastest Adam.
        adam = dict(lr=2e-4, betas=(0.5, 0.999), fused=True)
        self.of_generator = torch.optim.Adam(self.generator.parameters(), **adam)
        self.of_critic = torch.optim.Adam(self.critic.parameters(), **adam)
        self.label = torch.full((self.batch, 1), 0.9)
        self.zero = torch.zeros(self.batch, 1)
        self.one = torch.ones(self.batch, 1)

    def step(self):
        real = self.real[torch.randint(len(self.real), (self.batch,))]
        fake = self.generator(torch.randn(self.batch, LATENT))

        logits = self.critic(torch.cat([real, fake.detach()]))
        loss = F.binary_cross_entropy_with_logits(logits[: self.batch], self.label)
        loss = loss + F.binary_cross_entropy_with_logits(logits[self.batch :], self.zero)
        self.of_critic.zero_grad()
        loss.backward()
        self.of_critic.step()

        # The critic's own gradients are not wanted here, and PyTorch can be told so.
        for parameter in self.critic.parameters():
            parameter.requires_grad_(False)
        loss = F.binary_cross_entropy_with_logits(self.critic(fake), self.one)
        self.of_generator.zero_grad()
        loss.backward()
        self.of_generator.step()
        for parameter in self.critic.parameters():
            parameter.requires_grad_(True)
        return loss.item()

    def state(self):
        """Parameters and both of Adam's moments."""
        for optimizer in (self.of_generator, self.of_critic):
            for group in optimizer.param_groups:
                for parameter in group["params"]:
                    moments = optimizer.state[parameter]
                    yield from (parameter.data, moments["exp_avg"], moments["exp_avg_sq"])


def average(gan, world):
    """One all-reduce over one flat vector: a message for each tensor would be slower."""
    tensors = list(gan.state())
    flat = torch.cat([tensor.reshape(-1) for tensor in tensors])
    torch.distributed.all_reduce(flat)
    flat /= world
    position = 0
    for tensor in tensors:
        tensor.copy_(flat[position : position + tensor.numel()].reshape(tensor.shape))
        position += tensor.numel()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--rows", required=True, help="unsigned bytes, 784 for each row")
    options.add_argument("--networks", choices=["tutorial", "dcgan"], default="tutorial")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--rank", type=int, default=0)
    options.add_argument("--world", type=int, default=1)
    options.add_argument("--average-every", type=int, default=0)
    options.add_argument("--rendezvous", help="a file that does not exist yet, for --world")
    options.add_argument("--warm-up", type=int, default=10)
    given = options.parse_args()

    torch.set_num_threads(given.threads)
    # Numbers too small for the fast path of the processor become zero, as in Lucidgen.
    torch.set_flush_denormal(True)
    torch.manual_seed(given.rank)
    if given.world > 1:
        # All processes are on this machine, whose name need not lead to an address.
        os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
        torch.distributed.init_process_group(
            "gloo", init_method="file://" + given.rendezvous, rank=given.rank, world_size=given.world
        )
    rows = np.fromfile(given.rows, dtype=np.uint8).reshape(-1, SIDE * SIDE)
    gan = Gan(given.networks, rows)

    def take(steps):
        for done in range(1, steps + 1):
            gan.step()
            if given.world > 1 and done % given.average_every == 0:
                average(gan, given.world)

    take(given.warm_up)
    print("benchmark ready", flush=True)
    for line in sys.stdin:
        began = time.perf_counter()
        take(int(line))
        print("benchmark seconds %.6f" % (time.perf_counter() - began), flush=True)


if __name__ == "__main__":
    main()
