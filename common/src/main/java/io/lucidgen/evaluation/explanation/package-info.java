/** How good explanations are: measures of maps, what they say of a method, and what is to be trusted. */
package io.lucidgen.evaluation.explanation;
