/** Makes samples on the executors and seeks simple rules for what a model does with them, into the table {@code surrogates}. */
package io.lucidgen.jobs.simplification;
