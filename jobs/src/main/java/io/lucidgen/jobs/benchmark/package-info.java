/** Measures how fast Lucidgen trains and explains on a cluster, beside other programs on the same cores. */
package io.lucidgen.jobs.benchmark;
