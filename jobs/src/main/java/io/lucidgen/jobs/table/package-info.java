/**
 * The Parquet tables: their columns, how they are published whole, and how they are read.
 *
 * <p>Column names stand in this package and nowhere else in Java.
 */
package io.lucidgen.jobs.table;
