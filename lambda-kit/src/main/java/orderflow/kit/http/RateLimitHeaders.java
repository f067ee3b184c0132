package orderflow.kit.http;

import java.time.Duration;

/// The headers `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10): the
/// quota `q` and window `w` in seconds, what remains `r` and the seconds `t` until there is more.
///
/// @param name as clients see it in the policy
/// @param remaining 0 when the next request is refused
/// @param resetsAfter when there is more again
public record RateLimitHeaders(
    String name, long quota, Duration window, long remaining, Duration resetsAfter) {

  public HttpResponse on(HttpResponse response) {
    return response
        .with("RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(name, quota, window.toSeconds()))
        .with("RateLimit", "\"%s\";r=%d;t=%d".formatted(name, remaining, seconds()));
  }

  private long seconds() {
    return resetsAfter.plusMillis(999).toSeconds();
  }
}
