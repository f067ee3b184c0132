package orderflow.kit.events;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/// The serializer that Lambda's Java runtime finds by `ServiceLoader` on a function's class path
/// and then asks for every event and answer (Lambda Developer Guide, "Define Lambda function
/// handler in Java", custom serialization). It knows the types this project's functions use and
/// refuses any other by name: a new event type needs its line here.
///
/// Types are told apart by name, never by class literal, so that a function does not load the event
/// classes of the others.
public final class EventSerializer implements CustomPojoSerializer {
  private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events.";
  private static final String COMMAND = "orderflow.kit.command.";
  private static final String JOB = "orderflow.kit.job.";
  private static final JsonFactory JSON = new JsonFactory();

  /// For `ServiceLoader`.
  public EventSerializer() {}

  // The runtime's interface fixes the signature; it asks with the type it will cast to.
  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T> T fromJson(InputStream input, Type type) {
    try (JsonParser parser = JSON.createParser(input)) {
      return (T) read(parser, type.getTypeName());
    } catch (IOException e) {
      throw new UncheckedIOException("the event is not a JSON object of type " + type, e);
    }
  }

  // As above.
  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> T fromJson(String input, Type type) {
    return fromJson(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), type);
  }

  @Override
  public <T> void toJson(T value, OutputStream output, Type type) {
    try (JsonGenerator generator = JSON.createGenerator(output)) {
      write(value, generator, type.getTypeName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object read(JsonParser parser, String type) throws IOException {
    Members.start(parser);
    return switch (type) {
      case EVENTS + "APIGatewayV2HTTPEvent" -> HttpEvents.read(parser);
      case EVENTS + "APIGatewayV2CustomAuthorizerEvent" -> AuthorizerEvents.read(parser);
      case EVENTS + "DynamodbEvent" -> DynamodbEvents.read(parser);
      case EVENTS + "S3Event" -> S3Events.read(parser);
      case COMMAND + "CommandEvent" -> CommandEvents.read(parser);
      case JOB + "JobEvent" -> JobEvents.read(parser);
      default -> throw unknown(type);
    };
  }

  private static void write(Object value, JsonGenerator generator, String type) throws IOException {
    switch (type) {
      case EVENTS + "APIGatewayV2HTTPResponse" -> HttpEvents.write(value, generator);
      case EVENTS + "SimpleIAMPolicyResponse" -> AuthorizerEvents.write(value, generator);
      case EVENTS + "StreamsEventResponse" -> StreamsAnswers.write(value, generator);
      case EVENTS + "DynamodbEvent" -> DynamodbEvents.write(value, generator);
      case COMMAND + "CommandReply" -> CommandEvents.write(value, generator);
      case JOB + "JobReply" -> JobEvents.write(value, generator);
      // A function that answers nothing.
      case "java.lang.Void" -> generator.writeNull();
      default -> throw unknown(type);
    }
  }

  private static IllegalArgumentException unknown(String type) {
    return new IllegalArgumentException(
        "EventSerializer does not know " + type + ": add the type to its switch and its test");
  }
}
