package orderflow.auth.http;

import java.time.Duration;
import java.util.function.Supplier;
import orderflow.auth.domain.Session;
import orderflow.kit.http.Caller;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.JsonBody;
import orderflow.kit.http.Lists;
import orderflow.kit.http.Problem;
import orderflow.kit.id.Ids;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Text;
import orderflow.model.ErrorCode;

/// `POST /v1/auth/logout`, `POST /v1/auth/logout-all`, `GET /v1/auth/sessions`, `DELETE
/// /v1/auth/sessions/{sessionId}`.
final class SessionRoutes {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  /// Longer than any refresh token: what is longer is answered as what it is, no token.
  private static final Text REFRESH_TOKEN = Text.upTo(512);

  private final AuthRoutes.Sessions useCases;
  private final Lists lists;

  SessionRoutes(AuthRoutes.Sessions useCases) {
    this.useCases = useCases;
    this.lists = new Lists(useCases.cursors());
  }

  /// The answer says nothing of the token: whoever sends it has no use for it afterwards.
  HttpResponse logOut(HttpRequest request) {
    return JsonBody.read(request, SessionRoutes::refreshToken)
        .answer(
            request,
            body ->
                switch (useCases
                    .endSession()
                    .byToken(body.value(), RequestOrigin.of(request), request.deadline())) {
                  case OVER, UNKNOWN -> HttpResponse.empty(204);
                  case BUSY -> busy(request);
                });
  }

  HttpResponse logOutEverywhere(HttpRequest request) {
    String userId = request.identified().subject();
    return useCases.endAllSessions().end(userId, RequestOrigin.of(request), request.deadline())
        ? HttpResponse.empty(204)
        : busy(request);
  }

  HttpResponse list(HttpRequest request) {
    Caller.Identified caller = request.identified();
    return Lists.limit(request)
        .answer(
            request,
            limit ->
                lists
                    .position(request)
                    .answer(
                        request,
                        after ->
                            lists.answer(
                                request,
                                useCases.read().list(caller.subject(), after, limit),
                                session -> view(session, caller))));
  }

  /// Sent again it is 204 again, as long as an ended session is remembered.
  HttpResponse end(HttpRequest request) {
    String id = request.pathParameter("sessionId");
    if (!Ids.isId(Session.ID_PREFIX, id)) {
      return Problem.notFound().in(request);
    }
    Session.Key session = new Session.Key(request.identified().subject(), id);
    return switch (useCases
        .endSession()
        .byId(session, RequestOrigin.of(request), request.deadline())) {
      case OVER -> HttpResponse.empty(204);
      case UNKNOWN -> Problem.notFound().in(request);
      case BUSY -> busy(request);
    };
  }

  private static HttpResponse busy(HttpRequest request) {
    return Problem.retryLater(
            ErrorCode.SERVICE_UNAVAILABLE, "other changes were in the way", BUSY_WAIT)
        .in(request);
  }

  private static Supplier<String> refreshToken(Fields fields) {
    Field<String> token = fields.text("refresh_token", REFRESH_TOKEN);
    return token::get;
  }

  private static Json view(Session session, Caller.Identified caller) {
    return Json.object()
        .with("id", session.id())
        .with("deviceName", session.device())
        .with("createdAt", Times.text(session.authenticatedAt()))
        .with("lastUsedAt", Times.text(session.lastUsedAt()))
        .with("expiresAt", Times.text(session.end()))
        .with("current", caller.sessionId().filter(session.id()::equals).isPresent())
        .build();
  }
}
