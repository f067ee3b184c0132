/// Lambda on one machine: functions as child JVMs behind the official Runtime Interface Client, and
/// the Invoke API in front of them. Timeout, crash, environment and concurrency are real ones of a
/// process, reported in the shapes AWS uses.
@NullMarked
package orderflow.local.lambda;

import org.jspecify.annotations.NullMarked;
