/** What the parts of a generator do: measured by switching them off, one at a time, and by what moves samples most. */
package io.lucidgen.internals;
