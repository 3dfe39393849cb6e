/** Monitors that tell from what a run measures that training is going wrong, and what they have measured for them. */
package io.lucidgen.training.stability;
