package orderflow.auth.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import orderflow.auth.application.CreateClient;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.ClientSecret;
import orderflow.auth.domain.Scopes;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.IdempotencyHeader;
import orderflow.kit.http.Input;
import orderflow.kit.http.JsonBody;
import orderflow.kit.http.Lists;
import orderflow.kit.http.Problem;
import orderflow.kit.id.Ids;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Text;
import orderflow.model.ErrorCode;

/// `GET` and `POST /v1/admin/clients`, `DELETE /v1/admin/clients/{clientId}`. The secret is in the
/// one answer that makes the client; a replay has everything else.
final class ClientRoutes {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);
  private static final Text NAME = Text.upTo(100);
  private static final Text SCOPE =
      Text.matching(
          String.join("|", Scopes.KNOWN.names()),
          40,
          "one of " + String.join(", ", Scopes.KNOWN.names()));

  private final ClientUseCases useCases;
  private final Lists lists;

  ClientRoutes(ClientUseCases useCases) {
    this.useCases = useCases;
    this.lists = new Lists(useCases.cursors());
  }

  /// What a client is to be.
  private record Description(String name, Scopes scopes) {}

  HttpResponse list(HttpRequest request) {
    return Lists.limit(request)
        .then(limit ->
            lists
                .position(request)
                .then(before -> Input.given(useCases.store().page(limit, before))))
        .answer(request, page -> lists.answer(request, page, ClientViews::client));
  }

  HttpResponse create(HttpRequest request) {
    return JsonBody.read(request, ClientRoutes::description)
        .then(body ->
            attempt(request, body.json())
                .then(attempt -> Input.given(create(request, body.value(), attempt))))
        .answer(request, Function.identity());
  }

  HttpResponse delete(HttpRequest request) {
    String id = request.pathParameter("clientId");
    if (!Ids.isId(Client.ID_PREFIX, id)) {
      return Problem.notFound().in(request);
    }
    return switch (useCases.delete().delete(id, RequestOrigin.of(request), request.deadline())) {
      case DELETED -> HttpResponse.empty(204);
      case UNKNOWN -> Problem.notFound().in(request);
      case BUSY -> busy(request);
    };
  }

  private HttpResponse create(HttpRequest request, Description wanted, Attempt attempt) {
    CreateClient.Wish wish =
        new CreateClient.Wish(wanted.name(), wanted.scopes(), RequestOrigin.of(request));
    return switch (useCases
        .create()
        .create(wish, attempt, ClientRoutes::replay, request.deadline())) {
      case CreateClient.Result.Created(Client client, ClientSecret secret) ->
          HttpResponse.json(
              201, ClientViews.members(client).with("clientSecret", secret.text()).build());
      case CreateClient.Result.Replayed(Answer answer) ->
          HttpResponse.of(answer.status(), answer.contentType(), answer.body().getBytes(UTF_8))
              .with("Idempotent-Replayed", "true");
      case CreateClient.Result.KeyReused _ ->
          Problem.of(
                  ErrorCode.IDEMPOTENCY_KEY_REUSED,
                  "this Idempotency-Key was used for a different request")
              .in(request);
      case CreateClient.Result.Busy _ ->
          Problem.retryLater(
                  ErrorCode.IDEMPOTENCY_KEY_IN_PROGRESS,
                  "other writes were in the way; nothing has happened",
                  BUSY_WAIT)
              .in(request);
    };
  }

  private static HttpResponse busy(HttpRequest request) {
    return Problem.retryLater(
            ErrorCode.SERVICE_UNAVAILABLE, "other changes were in the way", BUSY_WAIT)
        .in(request);
  }

  private Input<Attempt> attempt(HttpRequest request, Json body) {
    return IdempotencyHeader.read(request)
        .then(key ->
            Input.given(
                useCases
                    .attempts()
                    .of(
                        List.of(request.identified().subject(), request.routeKey(), key),
                        "",
                        body)));
  }

  private static Supplier<Description> description(Fields fields) {
    Field<String> name = fields.text("name", NAME);
    Field<List<String>> scopes = fields.texts("scopes", 1, Scopes.KNOWN.names().size(), SCOPE);
    return () -> new Description(name.get(), new Scopes(scopes.get()));
  }

  private static Answer replay(Client client) {
    return new Answer(
        201,
        "application/json",
        HttpResponse.json(201, ClientViews.client(client)).body().text(),
        Optional.empty(),
        Optional.empty());
  }
}
