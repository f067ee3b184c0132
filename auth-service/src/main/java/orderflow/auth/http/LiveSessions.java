package orderflow.auth.http;

import orderflow.auth.application.ReadSessions;
import orderflow.auth.domain.Session;
import orderflow.auth.dynamodb.ClientStore;
import orderflow.kit.http.Caller;
import orderflow.kit.http.HttpHandler;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.model.ErrorCode;

/// Lets a person's access token pass only while the session behind it lives, so that logging out, a
/// new password and disabling an account work at once on every route of this service. A client's
/// own token has no session; it passes while there is the client.
final class LiveSessions {
  private final ReadSessions readSessions;
  private final ClientStore clients;

  LiveSessions(ReadSessions readSessions, ClientStore clients) {
    this.readSessions = readSessions;
    this.clients = clients;
  }

  /// The handler behind this check; its route lets nobody pass who is not identified.
  HttpHandler before(HttpHandler handler) {
    return request -> isLive(request.identified()) ? handler.handle(request) : refused(request);
  }

  private boolean isLive(Caller.Identified caller) {
    return caller
        .sessionId()
        .map(id -> readSessions.isLive(new Session.Key(caller.subject(), id)))
        .orElseGet(() -> caller.isClient() && clients.find(caller.subject()).isPresent());
  }

  private static HttpResponse refused(HttpRequest request) {
    return Problem.of(
            ErrorCode.UNAUTHENTICATED, "the session or client of this access token is gone")
        .with(
            "WWW-Authenticate",
            "Bearer error=\"invalid_token\", error_description=\"session_ended\"")
        .in(request);
  }
}
