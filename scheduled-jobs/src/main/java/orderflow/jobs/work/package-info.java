/// What each job does in one step, through the services that own the data.
@NullMarked
package orderflow.jobs.work;

import org.jspecify.annotations.NullMarked;
