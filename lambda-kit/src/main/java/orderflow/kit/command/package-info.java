/// What a commands function is asked and what it answers: one event type and one reply type for
/// every service, read from and written to [orderflow.kit.json.Json].
@NullMarked
package orderflow.kit.command;

import org.jspecify.annotations.NullMarked;
