package orderflow.auth.http;

import orderflow.auth.application.AuthenticateClient;
import orderflow.auth.application.GrantToClient;
import orderflow.auth.application.IntrospectToken;
import orderflow.auth.application.RefreshSession;
import orderflow.auth.application.RevokeToken;

/// The use cases behind `/oauth/…`.
public record OAuthUseCases(
    AuthenticateClient authenticate,
    GrantToClient grant,
    RefreshSession refresh,
    IntrospectToken introspect,
    RevokeToken revoke) {}
