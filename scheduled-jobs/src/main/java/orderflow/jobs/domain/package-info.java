/// What jobs there are, and the states of a run and of a job's lease: plain Java, told the time.
@NullMarked
package orderflow.jobs.domain;

import org.jspecify.annotations.NullMarked;
