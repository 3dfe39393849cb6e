/** What can be done with a checkpoint apart from using it: exporting it to open formats and looking into it. */
package io.lucidgen.jobs.export;
