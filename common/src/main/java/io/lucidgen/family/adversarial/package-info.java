/** What families with a discriminator share: its losses, its training, its bounds. */
package io.lucidgen.family.adversarial;
