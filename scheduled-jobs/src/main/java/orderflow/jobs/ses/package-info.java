/// Mail by SES.
@NullMarked
package orderflow.jobs.ses;

import org.jspecify.annotations.NullMarked;
