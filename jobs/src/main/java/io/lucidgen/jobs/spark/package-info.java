/** Opening the Spark session and naming what runs in it. */
package io.lucidgen.jobs.spark;
