package orderflow.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import orderflow.local.lambda.FunctionName;
import orderflow.local.lambda.Invocation;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.lambda.LambdaService;
import orderflow.local.s3.S3Server;
import orderflow.local.template.AsyncSettings;
import orderflow.local.template.LambdaFunction;
import orderflow.local.template.StreamTrigger;
import orderflow.local.template.Template;

/// The letters in the template's on-failure buckets: what Lambda's queue and the streams gave up,
/// and what functions put there in the same form. A letter that is sent again is deleted only when
/// its function took all of it.
final class DeadLetters {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Template template;
  private final FunctionNames functions;
  private final LambdaService lambda;
  private final S3Server s3;

  DeadLetters(Template template, LambdaService lambda, S3Server s3) {
    this.template = template;
    this.functions = new FunctionNames(template);
    this.lambda = lambda;
    this.s3 = s3;
  }

  /// A letter and what it says.
  private record Letter(String bucket, String key, JsonNode content) {
    String function() {
      String arn = content.at("/requestContext/functionArn").asText();
      return FunctionName.parse(arn).map(FunctionName::name).orElse(arn);
    }

    Optional<JsonNode> event() {
      return Stream.of("requestPayload", "payload")
          .map(content::path)
          .filter(event -> event.isObject() || event.isArray())
          .findFirst();
    }

    ObjectNode summary() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("bucket", bucket)
          .put("key", key)
          .put("function", function())
          .put("condition", content.at("/requestContext/condition").asText())
          .put("attempts", content.at("/requestContext/approximateInvokeCount").asInt())
          .put("error", error())
          .put("at", content.path("timestamp").asText());
    }

    private String error() {
      JsonNode own = content.path("error");
      return own.isObject()
          ? own.path("code").asText() + ": " + own.path("detail").asText()
          : content.at("/responsePayload/errorMessage").asText();
    }
  }

  ControlHandler.Answer list(ControlHandler.Request request) throws IOException {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode letters = answer.putArray("letters");
    letters(request).forEach(letter -> letters.add(letter.summary()));
    return ControlHandler.Answer.ok(answer);
  }

  /// Sends one letter or all of them; the answer says what became of each.
  ControlHandler.Answer redrive(ControlHandler.Request request) throws IOException {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode letters = answer.putArray("letters");
    for (Letter letter : letters(request)) {
      Optional<String> kept = send(letter);
      letters.add(
          letter
              .summary()
              .put("outcome", kept.isPresent() ? "kept" : "redriven")
              .put("reason", kept.orElse("")));
    }
    return ControlHandler.Answer.ok(answer);
  }

  private List<Letter> letters(ControlHandler.Request request) throws IOException {
    List<Letter> letters = new ArrayList<>();
    for (String bucket : buckets()) {
      for (String key : s3.list(bucket, "")) {
        if (request.parameter("key").map(key::equals).orElse(true)) {
          read(bucket, key).ifPresent(letters::add);
        }
      }
    }
    return letters;
  }

  private Optional<Letter> read(String bucket, String key) throws IOException {
    Optional<byte[]> bytes = s3.read(bucket, key);
    return bytes.isPresent()
        ? Optional.of(new Letter(bucket, key, JSON.readTree(bytes.get())))
        : Optional.empty();
  }

  private Iterable<String> buckets() {
    TreeSet<String> buckets = new TreeSet<>();
    template.functions().values().stream()
        .map(LambdaFunction::async)
        .flatMap((AsyncSettings async) -> async.onFailureBucket().stream())
        .forEach(buckets::add);
    template.streamTriggers().stream()
        .flatMap((StreamTrigger stream) -> stream.onFailureBucket().stream())
        .forEach(buckets::add);
    return buckets;
  }

  /// Why the letter stays; empty when it is done with.
  private Optional<String> send(Letter letter) throws IOException {
    Optional<Invocation> call =
        letter.event().flatMap(event -> functions.find(letter.function(), event.toString()));
    if (call.isEmpty()) {
      return Optional.of("no event for a function of this template in it");
    }
    Optional<String> failure = failure(lambda.invoke(call.get()));
    Optional<byte[]> now = s3.read(letter.bucket(), letter.key());
    boolean same = now.isPresent() && letter.content().equals(JSON.readTree(now.get()));
    if (failure.isEmpty() && !same) {
      return Optional.of("the function put it aside again");
    }
    if (failure.isEmpty()) {
      s3.delete(letter.bucket(), letter.key());
    }
    return failure;
  }

  private static Optional<String> failure(InvocationOutcome outcome) throws IOException {
    return switch (outcome) {
      case InvocationOutcome.Refused refused ->
          Optional.of(refused.type() + ": " + refused.message());
      case InvocationOutcome.Finished finished when finished.failed() ->
          Optional.of(finished.payload());
      case InvocationOutcome.Finished finished -> unfinished(JSON.readTree(finished.payload()));
    };
  }

  private static Optional<String> unfinished(JsonNode answer) {
    int failed = answer.path("batchItemFailures").size();
    return failed == 0 ? Optional.empty() : Optional.of(failed + " records failed again");
  }
}
