package orderflow.local.httpapi;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import orderflow.local.template.HttpApi;
import orderflow.local.template.HttpRoute;
import orderflow.local.template.Throttle;

/// A token bucket for each route: the route's own settings, else the stage's default.
final class RouteThrottles {

  private final Map<String, TokenBucket> buckets = new HashMap<>();

  RouteThrottles(HttpApi api, Instant now) {
    for (HttpRoute route : api.routes()) {
      settings(api, route.key())
          .ifPresent(throttle -> buckets.put(route.key(), new TokenBucket(throttle, now)));
    }
  }

  boolean allows(HttpRoute route, Instant now) {
    TokenBucket bucket = buckets.get(route.key());
    return bucket == null || bucket.take(now);
  }

  private static Optional<Throttle> settings(HttpApi api, String routeKey) {
    return Optional.ofNullable(api.routeThrottles().get(routeKey)).or(api::throttle);
  }
}
