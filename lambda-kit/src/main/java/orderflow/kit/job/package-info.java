/// What starts a job and what its run answers, as the job function and those who start it say it.
@NullMarked
package orderflow.kit.job;

import org.jspecify.annotations.NullMarked;
