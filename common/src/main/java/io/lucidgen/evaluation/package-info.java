/** Scores of generated samples against real ones: pure functions over arrays of features. */
package io.lucidgen.evaluation;
