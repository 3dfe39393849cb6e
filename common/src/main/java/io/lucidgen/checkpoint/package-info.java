/**
 * Trained models at rest: versions on any Hadoop file system that are whole or not there, cards that say where a model
 * comes from, and its weights in open formats.
 */
package io.lucidgen.checkpoint;
