/** Turns raw files into a dataset. */
package io.lucidgen.jobs.ingest;
