/** What every command shares: its context, its run in the ledger, and the frame that skips what is done already. */
package io.lucidgen.jobs.run;
