package orderflow.orders.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Attempts;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.IdempotencyHeader;
import orderflow.kit.http.Input;
import orderflow.kit.http.Precondition;
import orderflow.kit.http.Problem;
import orderflow.kit.id.Chance;
import orderflow.kit.json.Json;
import orderflow.model.ErrorCode;
import orderflow.orders.application.Outcome;
import orderflow.orders.application.VersionGuard;

/// The rules of `Idempotency-Key` at the edge: scope and fingerprint in, stored answers out.
final class Idempotency {
  private final Attempts attempts;

  Idempotency(Chance chance) {
    this.attempts = new Attempts(chance.clock(), chance.random());
  }

  /// The attempt of a request with a good key.
  ///
  /// @param body as it was sent
  Input<Attempt> attempt(HttpRequest request, Json body) {
    return IdempotencyHeader.read(request)
        .then(key -> {
          String caller = request.identified().subject();
          String parameters = new TreeMap<>(request.pathParameters()).toString();
          return Input.given(
              attempts.of(List.of(caller, request.routeKey(), key), parameters, body));
        });
  }

  static HttpResponse answer(HttpRequest request, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(Answer answer, boolean replayed) -> stored(answer, replayed);
      case Outcome.KeyReused _ ->
          Problem.of(
                  ErrorCode.IDEMPOTENCY_KEY_REUSED,
                  "this Idempotency-Key was used for a different request")
              .in(request);
      case Outcome.InProgress _ ->
          Problem.retryLater(
                  ErrorCode.IDEMPOTENCY_KEY_IN_PROGRESS,
                  "other writes were in the way; nothing has happened",
                  Duration.ofSeconds(1))
              .in(request);
      case Outcome.Duplicate _ ->
          throw new IllegalStateException("an order placed over HTTP claims no reference");
      case Outcome.NotFound _ -> Problem.notFound().in(request);
      case Outcome.VersionRequired _ ->
          Problem.of(ErrorCode.PRECONDITION_REQUIRED, "send If-Match with the resource's ETag")
              .in(request);
      case Outcome.VersionChanged(long current) ->
          Precondition.failed(Views.etag(current)).in(request);
    };
  }

  /// `If-Match`, which a replay does not need.
  static VersionGuard guard(HttpRequest request) {
    return switch (Precondition.ifMatch(request)) {
      case Input.Given<Precondition>(Precondition precondition) -> guard(precondition);
      case Input.Refused<Precondition> _ -> _ -> VersionGuard.Verdict.MISSING;
    };
  }

  static VersionGuard guard(Precondition precondition) {
    return version ->
        precondition.holdsFor(Views.etag(version))
            ? VersionGuard.Verdict.HOLDS
            : VersionGuard.Verdict.FAILS;
  }

  private static HttpResponse stored(Answer answer, boolean replayed) {
    HttpResponse response =
        HttpResponse.of(answer.status(), answer.contentType(), answer.body().getBytes(UTF_8));
    if (answer.location().isPresent()) {
      response = response.with("Location", answer.location().get());
    }
    if (answer.etag().isPresent()) {
      response = response.with("ETag", answer.etag().get());
    }
    return replayed ? response.with("Idempotent-Replayed", "true") : response;
  }
}
