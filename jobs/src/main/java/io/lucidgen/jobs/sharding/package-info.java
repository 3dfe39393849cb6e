/** Opens datasets and deals their examples out to workers. */
package io.lucidgen.jobs.sharding;
