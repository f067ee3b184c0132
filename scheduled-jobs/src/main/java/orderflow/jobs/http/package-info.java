/// Routes of the jobs API, request bodies and views.
@NullMarked
package orderflow.jobs.http;

import org.jspecify.annotations.NullMarked;
