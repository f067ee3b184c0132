package orderflow.auth.http;

import java.net.URI;
import java.util.Optional;
import orderflow.kit.http.HttpRequest;

/// `iss` of the tokens made for a request.
///
/// @param url the configured issuer; empty: `https://` and the domain that was called
public record Issuer(String url) {

  String of(HttpRequest request) {
    return url.isEmpty() ? "https://" + request.domainName() : url;
  }

  /// The issuer's host, which people know it by.
  String host(HttpRequest request) {
    return Optional.ofNullable(URI.create(of(request)).getHost()).orElse("orderflow");
  }
}
