/// Schedules as EventBridge Scheduler writes them: parsed, put into words, and evaluated.
@NullMarked
package orderflow.schedule;

import org.jspecify.annotations.NullMarked;
