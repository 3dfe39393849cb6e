/** Attribution methods over the scalars of a model: which features of a sample a value comes from, and how exactly. */
package io.lucidgen.attribution;
