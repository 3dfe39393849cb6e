/** Failures that their reader can mend, and the exit code that each of them ends a command with. */
package io.lucidgen.error;
