package orderflow.auth.http;

import orderflow.kit.http.HttpRequest;

/// `iss` of the tokens made for a request.
///
/// @param url the configured issuer; empty: `https://` and the domain that was called
public record Issuer(String url) {

  String of(HttpRequest request) {
    return url.isEmpty() ? "https://" + request.domainName() : url;
  }
}
