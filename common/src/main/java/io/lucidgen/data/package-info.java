/** What a dataset is, how raw files are read into one, and in which order workers see its examples. */
package io.lucidgen.data;
