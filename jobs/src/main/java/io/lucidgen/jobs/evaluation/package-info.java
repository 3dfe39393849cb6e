/** Trains the classifier that scores are computed with, and scores what a model has generated. */
package io.lucidgen.jobs.evaluation;
