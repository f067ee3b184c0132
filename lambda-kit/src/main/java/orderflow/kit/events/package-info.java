/// Reads and writes the typed events of aws-lambda-java-events on jackson-core, in place of the
/// runtime's own serializer, which costs a function a quarter of a second at its first event. One
/// class an event, so that a function loads only its own.
@NullMarked
package orderflow.kit.events;

import org.jspecify.annotations.NullMarked;
