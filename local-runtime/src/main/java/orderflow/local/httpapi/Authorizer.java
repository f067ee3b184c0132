package orderflow.local.httpapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.template.LambdaAuthorizer;

/// A Lambda authorizer with simple responses (Developer Guide, "Lambda authorizers for HTTP APIs").
/// It fails closed: an error, a wrong answer and a late one are 500, and only a verdict of the
/// function is cached.
final class Authorizer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FunctionTarget target;
  private final List<IdentitySource> sources;
  private final VerdictCache cache;
  private final FunctionCalls calls;
  private final RequestEvents events;
  private final HttpApiSettings settings;

  /// @throws IllegalArgumentException if the authorizer asks for what is not emulated
  Authorizer(
      LambdaAuthorizer definition,
      FunctionCalls calls,
      RequestEvents events,
      HttpApiSettings settings) {
    if (!definition.simpleResponses()) {
      throw new IllegalArgumentException(
          "Authorizer "
              + definition.name()
              + " answers IAM policies, which are not emulated: EnableSimpleResponses");
    }
    this.target = settings.target(definition.functionLogicalId());
    this.sources = definition.identitySources().stream().map(IdentitySource::parse).toList();
    this.cache = new VerdictCache(definition.resultTtl());
    this.calls = calls;
    this.events = events;
    this.settings = settings;
  }

  /// Whether a request may pass; a missing identity is refused without asking the function.
  Verdict check(GatewayRequest request, RouteMatch match) {
    List<String> identities =
        sources.stream().flatMap(source -> source.of(request, match).stream()).toList();
    if (identities.size() < sources.size()) {
      return refused(GatewayResponse.message(401, "Unauthorized"), "An identity source is missing");
    }
    Instant now = settings.clock().instant();
    return cache.find(identities, now).orElseGet(() -> ask(request, match, identities, now));
  }

  private Verdict ask(
      GatewayRequest request, RouteMatch match, List<String> identities, Instant now) {
    String event = events.ofAuthorizer(request, match, identities).toString();
    JsonNode answer =
        calls
            .call(target, event, TraceHeader.of(request), settings.authorizerTimeout())
            .map(Authorizer::answer)
            .orElseGet(MissingNode::getInstance);
    Optional<Verdict> verdict = verdict(answer);
    verdict.ifPresent(known -> cache.keep(identities, known, now));
    return verdict.orElseGet(() ->
        refused(
            GatewayResponse.internalServerError(),
            "The authorizer failed or answered in a wrong form"));
  }

  private static JsonNode answer(InvocationOutcome outcome) {
    if (!(outcome instanceof InvocationOutcome.Finished finished) || finished.failed()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(finished.payload());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static Optional<Verdict> verdict(JsonNode answer) {
    JsonNode context = answer.path("context");
    boolean fits = context.isMissingNode() || context.isNull() || context.isObject();
    if (!answer.path("isAuthorized").isBoolean() || !fits) {
      return Optional.empty();
    }
    return Optional.of(
        answer.get("isAuthorized").booleanValue()
            ? new Verdict.Passed(
                context.isObject() ? context : JsonNodeFactory.instance.objectNode())
            : refused(GatewayResponse.message(403, "Forbidden"), "The authorizer said no"));
  }

  private static Verdict refused(GatewayResponse response, String reason) {
    return new Verdict.Refused(response, reason);
  }
}
