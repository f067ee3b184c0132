package orderflow.auth.http;

import orderflow.auth.domain.RateLimit;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.kit.http.RateLimitHeaders;
import orderflow.model.ErrorCode;

/// What clients see of a limit.
final class RateLimits {

  private RateLimits() {}

  static HttpResponse on(HttpResponse response, RateLimit.Allowance allowance) {
    RateLimit limit = allowance.limit();
    return new RateLimitHeaders(
            limit.name(),
            limit.quota(),
            limit.window(),
            allowance.remaining(),
            allowance.resetsAfter())
        .on(response);
  }

  /// 429 with `Retry-After`.
  static HttpResponse refusal(HttpRequest request, RateLimit.Allowance allowance, String detail) {
    return on(
        Problem.retryLater(ErrorCode.TOO_MANY_REQUESTS, detail, allowance.resetsAfter())
            .in(request),
        allowance);
  }
}
