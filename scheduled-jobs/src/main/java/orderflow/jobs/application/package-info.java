/// The engine that runs a job once a slot, and the use cases of the jobs API.
@NullMarked
package orderflow.jobs.application;

import org.jspecify.annotations.NullMarked;
