/** Simple rules that stand for a model: what they say, how far they are right on samples they have not seen, and where they fail. */
package io.lucidgen.simplification;
