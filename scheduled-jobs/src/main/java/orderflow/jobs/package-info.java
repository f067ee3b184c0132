/// Jobs that a clock starts: one run a slot, with a ledger of what each did.
@NullMarked
package orderflow.jobs;

import org.jspecify.annotations.NullMarked;
