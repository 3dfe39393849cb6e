/** Makes one page of what is known about a version of a model: from its checkpoint and the tables about it. */
package io.lucidgen.jobs.report;
