package orderflow.kit.invoke;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonSyntaxException;
import orderflow.kit.json.JsonWriter;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/// Invokes functions (Lambda API Reference, "Invoke"): a commands function with its reply waited
/// for (`RequestResponse`), or any function without (`Event`). It sends once: whether and when to
/// send again is the caller's decision.
public final class FunctionClient {
  /// The error type of a function that answered with what is no [CommandReply].
  public static final String MALFORMED_REPLY = "MalformedReply";

  /// The longest that a function can run; the deadline of a call is always shorter.
  private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final LambdaClient client;

  /// Uses a client made by [#clientBuilder()]: with the SDK's defaults, a call of more than 30
  /// seconds would be taken for dead and sent again while the first is still running.
  public FunctionClient(LambdaClient client) {
    this.client = client;
  }

  /// A client that waits as long as a deadline says and sends once; region, endpoint and
  /// credentials are still the SDK's defaults.
  public static LambdaClientBuilder clientBuilder() {
    return LambdaClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_RUN))
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }

  /// Sends a command.
  ///
  /// @param function a name or the ARN of an alias
  /// @param deadline until when to wait; nothing is sent when it has passed
  /// @throws LambdaException when Lambda refuses the call for good (4xx other than 429): no such
  ///   function, no permission, or an event of more than 6 MB
  public InvokeResult invoke(String function, CommandEvent event, Deadline deadline) {
    Duration remaining = deadline.remaining();
    if (remaining.isZero()) {
      return new InvokeResult.TimedOut();
    }
    try {
      return result(client.invoke(request(function, event, remaining)));
    } catch (ApiCallTimeoutException e) {
      return new InvokeResult.TimedOut();
    } catch (SdkClientException e) {
      return new InvokeResult.Unreachable();
    } catch (LambdaException e) {
      return refused(e);
    }
  }

  /// Sends any event and waits for what the function returns.
  ///
  /// @param function a name or the ARN of an alias
  /// @param deadline until when to wait; nothing is sent when it has passed
  /// @throws LambdaException when Lambda refuses the call for good (4xx other than 429)
  public EventResult call(String function, Json event, Deadline deadline) {
    Duration remaining = deadline.remaining();
    if (remaining.isZero()) {
      return new EventResult.NotReturned(new InvokeResult.TimedOut());
    }
    try {
      return returned(
          client.invoke(event(function, event, remaining, InvocationType.REQUEST_RESPONSE)));
    } catch (ApiCallTimeoutException e) {
      return new EventResult.NotReturned(new InvokeResult.TimedOut());
    } catch (SdkClientException e) {
      return new EventResult.NotReturned(new InvokeResult.Unreachable());
    } catch (LambdaException e) {
      return new EventResult.NotReturned(refused(e));
    }
  }

  private static EventResult returned(InvokeResponse response) {
    try {
      byte[] bytes = response.payload().asByteArray();
      Json payload = bytes.length == 0 ? new Json.Null() : JsonReader.read(bytes);
      return response.functionError() == null
          ? new EventResult.Returned(payload)
          : new EventResult.NotReturned(failed(response.functionError(), payload));
    } catch (JsonSyntaxException e) {
      return new EventResult.NotReturned(
          new InvokeResult.FunctionFailed(MALFORMED_REPLY, e.detail()));
    }
  }

  /// Hands an event over to Lambda's queue, which runs the function at least once, retries it as
  /// its asynchronous settings say, and then gives the event to its on-failure destination.
  ///
  /// @param function a name or the ARN of an alias
  /// @param deadline until when to wait for Lambda to take it; nothing is sent when it has passed
  /// @throws LambdaException when Lambda refuses the call for good (4xx other than 429)
  public SendResult send(String function, Json event, Deadline deadline) {
    Duration remaining = deadline.remaining();
    if (remaining.isZero()) {
      return SendResult.TIMED_OUT;
    }
    try {
      client.invoke(event(function, event, remaining, InvocationType.EVENT));
      return SendResult.ACCEPTED;
    } catch (ApiCallTimeoutException e) {
      return SendResult.TIMED_OUT;
    } catch (SdkClientException e) {
      return SendResult.UNREACHABLE;
    } catch (LambdaException e) {
      return refused(e) instanceof InvokeResult.Throttled
          ? SendResult.THROTTLED
          : SendResult.UNREACHABLE;
    }
  }

  private static InvokeRequest event(
      String function, Json event, Duration timeout, InvocationType type) {
    return InvokeRequest.builder()
        .functionName(function)
        .invocationType(type)
        .payload(SdkBytes.fromByteArray(JsonWriter.write(event)))
        .overrideConfiguration(override -> override.apiCallTimeout(timeout))
        .build();
  }

  private static InvokeRequest request(String function, CommandEvent event, Duration timeout) {
    return InvokeRequest.builder()
        .functionName(function)
        .invocationType(InvocationType.REQUEST_RESPONSE)
        .payload(SdkBytes.fromByteArray(JsonWriter.write(event.toJson())))
        .overrideConfiguration(override -> override.apiCallTimeout(timeout))
        .build();
  }

  private static InvokeResult refused(LambdaException e) {
    if (e.statusCode() == TOO_MANY_REQUESTS) {
      return new InvokeResult.Throttled();
    }
    if (e.statusCode() >= SERVER_ERROR) {
      return new InvokeResult.Unreachable();
    }
    throw e;
  }

  private static InvokeResult result(InvokeResponse response) {
    try {
      Json payload = JsonReader.read(response.payload().asByteArray());
      Optional<String> error = Optional.ofNullable(response.functionError());
      return error.isPresent() ? failed(error.get(), payload) : reply(payload);
    } catch (JsonSyntaxException e) {
      return new InvokeResult.FunctionFailed(MALFORMED_REPLY, e.detail());
    }
  }

  private static InvokeResult reply(Json payload) {
    return switch (CommandReply.read(payload)) {
      case Decoded.Valid<CommandReply>(CommandReply reply) -> new InvokeResult.Replied(reply);
      case Decoded.Invalid<CommandReply>(var faults) ->
          new InvokeResult.FunctionFailed(
              MALFORMED_REPLY,
              faults.stream()
                  .map(fault -> fault.pointer() + " " + fault.detail())
                  .collect(Collectors.joining("; ")));
    };
  }

  /// Lambda leaves the type out of some failures; then its own word (`Unhandled`) stands for it.
  private static InvokeResult failed(String functionError, Json payload) {
    return new InvokeResult.FunctionFailed(
        text(payload, "errorType").orElse(functionError), text(payload, "errorMessage").orElse(""));
  }

  private static Optional<String> text(Json payload, String name) {
    return payload instanceof Json.Obj object
            && object.get(name).orElse(new Json.Null()) instanceof Json.Str(String value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
