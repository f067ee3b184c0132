package orderflow.auth.http;

import java.time.Duration;
import orderflow.auth.application.ChangeSecrets;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.ClientSecret;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.kit.id.Ids;
import orderflow.model.ErrorCode;

/// `POST /v1/admin/clients/{clientId}/secrets` and `DELETE …/secrets/{secretId}`.
///
/// A secret is in the one answer that makes it. That of a lost answer is removed, and another made;
/// so adding one needs no idempotency key: there is never a third.
final class SecretRoutes {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  private final ChangeSecrets secrets;

  SecretRoutes(ChangeSecrets secrets) {
    this.secrets = secrets;
  }

  HttpResponse add(HttpRequest request) {
    String id = request.pathParameter("clientId");
    return Ids.isId(Client.ID_PREFIX, id)
        ? answer(request, secrets.add(id, RequestOrigin.of(request), request.deadline()))
        : Problem.notFound().in(request);
  }

  HttpResponse remove(HttpRequest request) {
    String id = request.pathParameter("clientId");
    String secret = request.pathParameter("secretId");
    return Ids.isId(Client.ID_PREFIX, id) && Ids.isId(Client.SECRET_ID_PREFIX, secret)
        ? answer(request, secrets.remove(id, secret, RequestOrigin.of(request), request.deadline()))
        : Problem.notFound().in(request);
  }

  private static HttpResponse answer(HttpRequest request, ChangeSecrets.Result result) {
    return switch (result) {
      case ChangeSecrets.Result.Added(Client.Secret kept, ClientSecret secret) ->
          HttpResponse.json(
              201, ClientViews.members(kept).with("clientSecret", secret.text()).build());
      case ChangeSecrets.Result.Removed _ -> HttpResponse.empty(204);
      case ChangeSecrets.Result.Unknown _ -> Problem.notFound().in(request);
      case ChangeSecrets.Result.Full _ ->
          Problem.of(
                  ErrorCode.TOO_MANY_SECRETS,
                  "the client has %d secrets, which is the most".formatted(Client.MOST_SECRETS))
              .in(request);
      case ChangeSecrets.Result.Busy _ ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE, "other changes were in the way", BUSY_WAIT)
              .in(request);
    };
  }
}
