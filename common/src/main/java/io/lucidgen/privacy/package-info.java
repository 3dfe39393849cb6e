/** What may be shared of explanations, and what is promised to whom about it. */
package io.lucidgen.privacy;
