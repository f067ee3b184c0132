package orderflow.auth.http;

import java.time.InstantSource;
import orderflow.auth.application.ChangePassword;
import orderflow.auth.application.EndAllSessions;
import orderflow.auth.application.EndSession;
import orderflow.auth.application.LogIn;
import orderflow.auth.application.ManageAccount;
import orderflow.auth.application.ReadAccount;
import orderflow.auth.application.ReadPublicKeys;
import orderflow.auth.application.ReadSessions;
import orderflow.auth.application.RefreshSession;
import orderflow.auth.application.Register;
import orderflow.auth.application.RequestReset;
import orderflow.auth.application.ResetPassword;
import orderflow.auth.application.VerifyEmail;
import orderflow.auth.dynamodb.AccountLists;
import orderflow.auth.dynamodb.AuditLists;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.http.HttpHandler;
import orderflow.kit.http.Query;
import orderflow.kit.http.Route;
import orderflow.kit.http.RouteMap;
import orderflow.kit.log.LogWriter;

/// Every route of the authentication service.
public final class AuthRoutes {
  private static final String ACCOUNTS_ADMIN = "accounts:admin";

  private AuthRoutes() {}

  /// The use cases behind the routes.
  public record UseCases(
      LogIn logIn,
      RefreshSession refreshSession,
      ReadAccount readAccount,
      ReadPublicKeys readPublicKeys,
      Audit audit,
      MfaUseCases mfa,
      Sessions sessions,
      ChangePassword changePassword,
      Mailed mailed,
      Users users,
      ClientUseCases clients,
      OAuthUseCases oauth) {}

  /// The audit log and what its list needs.
  public record Audit(AuditLists lists, Cursors cursors, InstantSource clock) {}

  /// The use cases behind the routes of administrators about accounts.
  ///
  /// @param cursors of the list of accounts
  public record Users(AccountLists lists, ManageAccount manage, Cursors cursors) {}

  /// The use cases behind the routes that a mailed code belongs to.
  public record Mailed(
      Register register,
      VerifyEmail verifyEmail,
      RequestReset requestReset,
      ResetPassword resetPassword) {}

  /// The use cases behind the routes of sessions.
  ///
  /// @param cursors of the list of a caller's sessions
  public record Sessions(
      ReadSessions read, EndSession endSession, EndAllSessions endAllSessions, Cursors cursors) {}

  public static RouteMap of(UseCases useCases, Issuer issuer, LogWriter log) {
    TokenRoutes tokens = new TokenRoutes(useCases.logIn(), useCases.refreshSession(), issuer, log);
    AccountRoutes accounts = new AccountRoutes(useCases.readAccount());
    AuditRoutes audit =
        new AuditRoutes(
            useCases.audit().lists(), useCases.audit().cursors(), useCases.audit().clock());
    KeyRoutes keys = new KeyRoutes(useCases.readPublicKeys());
    MfaRoutes mfa = new MfaRoutes(useCases.mfa(), issuer, new MissingKeys(log));
    PasswordRoutes passwords = new PasswordRoutes(useCases.changePassword());
    RouteMap.Builder routes = RouteMap.builder();
    addSessions(routes, useCases.sessions());
    addMailed(routes, useCases.mailed());
    addUsers(routes, useCases.users());
    addClients(routes, useCases.clients());
    addOAuth(routes, useCases.oauth(), issuer, log);
    return routes
        .add("POST /v1/auth/login", Route.open(withoutQuery(tokens::logIn)))
        .add("POST /v1/auth/login/mfa", Route.open(withoutQuery(mfa::logIn)))
        .add(
            "POST /v1/auth/mfa/totp",
            Route.authenticated(withoutQuery(mfa::begin)).afterRecentLogin())
        .add("POST /v1/auth/mfa/totp/confirm", Route.authenticated(withoutQuery(mfa::confirm)))
        .add("DELETE /v1/auth/mfa/totp", Route.authenticated(withoutQuery(mfa::remove)))
        .add("POST /v1/auth/refresh", Route.open(withoutQuery(tokens::refresh)))
        .add("POST /v1/auth/password", Route.authenticated(withoutQuery(passwords::change)))
        .add("GET /v1/auth/me", Route.authenticated(withoutQuery(accounts::me)))
        .add("GET /v1/admin/audit-events", Route.scope(ACCOUNTS_ADMIN, audit::list))
        .add("GET /.well-known/jwks.json", Route.open(withoutQuery(keys::keys)))
        .build()
        .behind(new LiveSessions(useCases.sessions().read(), useCases.clients().store())::before);
  }

  private static void addSessions(RouteMap.Builder routes, Sessions useCases) {
    SessionRoutes sessions = new SessionRoutes(useCases);
    routes
        .add("POST /v1/auth/logout", Route.open(withoutQuery(sessions::logOut)))
        .add(
            "POST /v1/auth/logout-all",
            Route.authenticated(withoutQuery(sessions::logOutEverywhere)))
        .add("GET /v1/auth/sessions", Route.authenticated(sessions::list))
        .add(
            "DELETE /v1/auth/sessions/{sessionId}",
            Route.authenticated(withoutQuery(sessions::end)));
  }

  private static void addUsers(RouteMap.Builder routes, Users useCases) {
    AdminUserRoutes users =
        new AdminUserRoutes(useCases.lists(), useCases.manage(), useCases.cursors());
    routes
        .add("GET /v1/admin/users", Route.scope(ACCOUNTS_ADMIN, users::list))
        .add("GET /v1/admin/users/{userId}", Route.scope(ACCOUNTS_ADMIN, withoutQuery(users::get)))
        .add(
            "PUT /v1/admin/users/{userId}/roles",
            Route.scope(ACCOUNTS_ADMIN, withoutQuery(users::setRoles)).afterRecentLogin())
        .add(
            "POST /v1/admin/users/{userId}/disablement",
            Route.scope(ACCOUNTS_ADMIN, withoutQuery(users::disable)))
        .add(
            "DELETE /v1/admin/users/{userId}/disablement",
            Route.scope(ACCOUNTS_ADMIN, withoutQuery(users::enable)));
  }

  private static void addMailed(RouteMap.Builder routes, Mailed useCases) {
    RegistrationRoutes registration =
        new RegistrationRoutes(useCases.register(), useCases.verifyEmail());
    ResetRoutes resets = new ResetRoutes(useCases.requestReset(), useCases.resetPassword());
    routes
        .add("POST /v1/auth/register", Route.open(withoutQuery(registration::register)))
        .add("POST /v1/auth/verify-email", Route.open(withoutQuery(registration::verify)))
        .add("POST /v1/auth/password-reset", Route.open(withoutQuery(resets::request)))
        .add("POST /v1/auth/password-reset/confirm", Route.open(withoutQuery(resets::confirm)));
  }

  private static void addClients(RouteMap.Builder routes, ClientUseCases useCases) {
    ClientRoutes clients = new ClientRoutes(useCases);
    SecretRoutes secrets = new SecretRoutes(useCases.secrets());
    routes
        .add("GET /v1/admin/clients", Route.scope(ACCOUNTS_ADMIN, clients::list))
        .add("POST /v1/admin/clients", administration(clients::create))
        .add("DELETE /v1/admin/clients/{clientId}", administration(clients::delete))
        .add("POST /v1/admin/clients/{clientId}/secrets", administration(secrets::add))
        .add(
            "DELETE /v1/admin/clients/{clientId}/secrets/{secretId}",
            administration(secrets::remove));
  }

  private static void addOAuth(
      RouteMap.Builder routes, OAuthUseCases useCases, Issuer issuer, LogWriter log) {
    OAuthTokenRoutes tokens = new OAuthTokenRoutes(useCases, issuer, log);
    TokenStateRoutes states = new TokenStateRoutes(useCases, issuer);
    MetadataRoutes metadata = new MetadataRoutes(issuer);
    routes
        .add("POST /oauth/token", Route.open(withoutQuery(tokens::token)).takingForms())
        .add("POST /oauth/introspect", Route.open(withoutQuery(states::introspect)).takingForms())
        .add("POST /oauth/revoke", Route.open(withoutQuery(states::revoke)).takingForms())
        .add(
            "GET /.well-known/oauth-authorization-server",
            Route.open(withoutQuery(metadata::ofAuthorizationServer)))
        .add("GET /.well-known/openid-configuration", Route.open(withoutQuery(metadata::ofOpenId)));
  }

  /// A change that an administrator makes, after a recent login.
  private static Route administration(HttpHandler handler) {
    return Route.scope(ACCOUNTS_ADMIN, withoutQuery(handler)).afterRecentLogin();
  }

  /// No route here has query parameters: one that is sent is a mistake worth telling.
  private static HttpHandler withoutQuery(HttpHandler handler) {
    return request -> Query.read(request, query -> () -> request).answer(request, handler::handle);
  }
}
