package orderflow.auth.http;

import java.util.Locale;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.json.Json;

/// The errors of `/oauth/…` as OAuth libraries expect them (RFC 6749 §5.2, RFC 7009 §2.2.1). What
/// is no error of OAuth's, such as 406, 415, 429 or 503, is a problem here as on every other route.
enum OAuthError {
  INVALID_REQUEST(400),
  INVALID_CLIENT(401),
  INVALID_GRANT(400),
  INVALID_SCOPE(400),
  UNSUPPORTED_GRANT_TYPE(400),
  UNSUPPORTED_TOKEN_TYPE(400);

  private final int status;

  OAuthError(int status) {
    this.status = status;
  }

  /// The answer.
  ///
  /// @param description for developers; never what was sent
  HttpResponse because(String description) {
    String code = name().toLowerCase(Locale.ROOT);
    HttpResponse response =
        HttpResponse.json(
                status,
                Json.object().with("error", code).with("error_description", description).build())
            .with("Pragma", "no-cache")
            .withErrorCode(code);
    return this == INVALID_CLIENT
        ? response.with("WWW-Authenticate", "Basic realm=\"orderflow\", charset=\"UTF-8\"")
        : response;
  }
}
