package orderflow.local.httpapi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Verdicts of one authorizer by the values of its identity sources, each kept for the same time.
final class VerdictCache {

  private static final int CLEAN_ABOVE = 10_000;

  private record Kept(Verdict verdict, Instant until) {}

  private final Map<List<String>, Kept> kept = new ConcurrentHashMap<>();
  private final Duration timeToLive;

  VerdictCache(Duration timeToLive) {
    this.timeToLive = timeToLive;
  }

  Optional<Verdict> find(List<String> identities, Instant now) {
    Kept found = kept.get(identities);
    return found != null && now.isBefore(found.until())
        ? Optional.of(found.verdict())
        : Optional.empty();
  }

  void keep(List<String> identities, Verdict verdict, Instant now) {
    if (timeToLive.isZero() || identities.isEmpty()) {
      return;
    }
    if (kept.size() >= CLEAN_ABOVE) {
      kept.values().removeIf(entry -> !now.isBefore(entry.until()));
    }
    kept.put(identities, new Kept(verdict, now.plus(timeToLive)));
  }
}
