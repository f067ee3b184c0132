package orderflow.auth.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import orderflow.auth.application.AuthenticateClient;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.ClientCredentials;
import orderflow.kit.http.FormBody;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.model.ErrorCode;

/// Lets forms of `/oauth/…` in, with the client that sends them.
final class ClientDoor {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  private final AuthenticateClient authenticate;

  ClientDoor(AuthenticateClient authenticate) {
    this.authenticate = authenticate;
  }

  /// What answers a form of a client.
  @FunctionalInterface
  interface FormHandler {
    HttpResponse handle(FormBody form);
  }

  static HttpResponse form(HttpRequest request, FormHandler handler) {
    return FormBody.read(request)
        .map(handler::handle)
        .orElseGet(() ->
            OAuthError.INVALID_REQUEST.because(
                "the body must be a form that has each parameter at most once"));
  }

  /// For clients that have shown their secret.
  HttpResponse confidential(
      HttpRequest request, FormBody form, Function<Client, HttpResponse> handler) {
    return either(
        request,
        form,
        client ->
            client
                .map(handler)
                .orElseGet(() ->
                    OAuthError.INVALID_CLIENT.because("a client id and its secret are needed")));
  }

  /// For clients that have shown their secret, and for the one that has none.
  HttpResponse either(
      HttpRequest request, FormBody form, Function<Optional<Client>, HttpResponse> handler) {
    return switch (PresentedClient.of(request, form)) {
      case PresentedClient.Faulty(HttpResponse answer) -> answer;
      case PresentedClient.Public _ -> handler.apply(Optional.empty());
      case PresentedClient.Confidential(ClientCredentials credentials) ->
          checked(request, credentials, handler);
    };
  }

  private HttpResponse checked(
      HttpRequest request,
      ClientCredentials credentials,
      Function<Optional<Client>, HttpResponse> handler) {
    return switch (authenticate.authenticate(
        credentials, RequestOrigin.of(request), request.deadline())) {
      case AuthenticateClient.Result.Known(Client client) -> handler.apply(Optional.of(client));
      case AuthenticateClient.Result.Refused _ ->
          OAuthError.INVALID_CLIENT.because("there is no such client, or it has another secret");
      case AuthenticateClient.Result.Limited(var allowance) ->
          RateLimits.refusal(request, allowance, "too many wrong client secrets came before");
      case AuthenticateClient.Result.Busy _ ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE, "other changes were in the way", BUSY_WAIT)
              .in(request);
    };
  }
}
