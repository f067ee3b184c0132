/// EventBridge Scheduler on one machine: fires the schedules of a template on the platform's clock
/// and hands their events to the asynchronous queue.
@NullMarked
package orderflow.local.scheduler;

import org.jspecify.annotations.NullMarked;
