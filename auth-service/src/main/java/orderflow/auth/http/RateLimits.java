package orderflow.auth.http;

import orderflow.auth.domain.RateLimit;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.model.ErrorCode;

/// The headers `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10): the
/// quota `q` and window `w` in seconds, what remains `r` and the seconds `t` until there is more.
final class RateLimits {

  private RateLimits() {}

  static HttpResponse on(HttpResponse response, RateLimit.Allowance allowance) {
    RateLimit limit = allowance.limit();
    return response
        .with(
            "RateLimit-Policy",
            "\"%s\";q=%d;w=%d".formatted(limit.name(), limit.quota(), limit.window().toSeconds()))
        .with(
            "RateLimit",
            "\"%s\";r=%d;t=%d".formatted(limit.name(), allowance.remaining(), seconds(allowance)));
  }

  /// 429 with `Retry-After`.
  static HttpResponse refusal(HttpRequest request, RateLimit.Allowance allowance, String detail) {
    return on(
        Problem.retryLater(ErrorCode.TOO_MANY_REQUESTS, detail, allowance.resetsAfter())
            .in(request),
        allowance);
  }

  private static long seconds(RateLimit.Allowance allowance) {
    return allowance.resetsAfter().plusMillis(999).toSeconds();
  }
}
