package orderflow.auth.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import orderflow.auth.application.TokenGrants;
import orderflow.auth.domain.ClientCredentials;
import orderflow.auth.domain.ClientSecret;
import orderflow.kit.http.FormBody;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;

/// Who a request to `/oauth/…` says it comes from (RFC 6749 §2.3): HTTP Basic, or `client_id` and
/// `client_secret` in the form, but one way alone.
sealed interface PresentedClient {

  /// A client that shows a secret.
  record Confidential(ClientCredentials credentials) implements PresentedClient {}

  /// Nobody, or by name the one client that has no secret.
  record Public() implements PresentedClient {}

  /// Not to be read one way.
  record Faulty(HttpResponse answer) implements PresentedClient {}

  static PresentedClient of(HttpRequest request, FormBody form) {
    return request
        .header("authorization")
        .map(header -> ofHeader(header, form))
        .orElseGet(() -> ofForm(form));
  }

  private static PresentedClient ofHeader(String header, FormBody form) {
    Optional<ClientCredentials> basic = basic(header);
    if (basic.isEmpty()) {
      return faulty(
          OAuthError.INVALID_CLIENT, "Authorization must be Basic with client id and secret");
    }
    boolean twice =
        form.text("client_secret").isPresent()
            || form.text("client_id").filter(id -> !id.equals(basic.get().id())).isPresent();
    return twice
        ? faulty(
            OAuthError.INVALID_REQUEST,
            "send client id and secret by Basic or in the form, not both")
        : new Confidential(basic.get());
  }

  private static PresentedClient ofForm(FormBody form) {
    Optional<String> id = form.text("client_id");
    Optional<ClientSecret> secret = form.text("client_secret").map(ClientSecret::new);
    if (secret.isPresent()) {
      return id.<PresentedClient>map(
              known -> new Confidential(new ClientCredentials(known, secret.get())))
          .orElseGet(() -> faulty(OAuthError.INVALID_REQUEST, "client_id is missing"));
    }
    return id.filter(name -> !name.equals(TokenGrants.FIRST_PARTY)).isPresent()
        ? faulty(OAuthError.INVALID_CLIENT, "this client has to show its secret")
        : new Public();
  }

  private static Faulty faulty(OAuthError error, String description) {
    return new Faulty(error.because(description));
  }

  /// Both parts are encoded like form values before they are joined (RFC 6749 §2.3.1).
  private static Optional<ClientCredentials> basic(String header) {
    String[] words = header.strip().split(" +", -1);
    if (words.length != 2 || !words[0].toLowerCase(Locale.ROOT).equals("basic")) {
      return Optional.empty();
    }
    try {
      String pair = new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new ClientCredentials(
                  decoded(pair.substring(0, colon)),
                  new ClientSecret(decoded(pair.substring(colon + 1)))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
