/// The stream of the orders table: batches of change records in, the records that failed out. What
/// an event does to the views is the application's business.
@NullMarked
package orderflow.orders.stream;

import org.jspecify.annotations.NullMarked;
