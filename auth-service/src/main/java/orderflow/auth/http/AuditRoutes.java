package orderflow.auth.http;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.AuditQuery;
import orderflow.auth.dynamodb.AuditLists;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Input;
import orderflow.kit.http.Lists;
import orderflow.kit.http.Query;
import orderflow.kit.json.Json;

/// `GET /v1/admin/audit-events`: the entries of a day, of an actor or of a target, newest first.
final class AuditRoutes {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private final AuditLists audit;
  private final Lists lists;
  private final InstantSource clock;

  AuditRoutes(AuditLists audit, Cursors cursors, InstantSource clock) {
    this.audit = audit;
    this.lists = new Lists(cursors);
    this.clock = clock;
  }

  /// What is asked for.
  private record Asked(AuditQuery query, int limit) {}

  HttpResponse list(HttpRequest request) {
    return Query.read(request, this::declare)
        .then(asked ->
            lists.position(request).then(before -> Input.given(page(request, asked, before))))
        .answer(request, response -> response);
  }

  private Supplier<Asked> declare(Query query) {
    Optional<LocalDate> date = query.date("date");
    Optional<String> actor = query.matching("actor", ID, "must be an id such as usr_… or commands");
    Optional<String> target = query.matching("target", ID, "must be an id such as usr_… or keys");
    Optional<Integer> limit = query.integer("limit", 1, Lists.MAX_LIMIT);
    Optional<String> _ = query.text("cursor");
    if (actor.isPresent() && target.isPresent()) {
      query.fault("target", "must not be given together with actor");
    }
    boolean anyDay = actor.or(() -> target).isPresent();
    return () ->
        new Asked(
            new AuditQuery(anyDay ? date : date.or(this::today), actor, target),
            limit.orElse(Lists.DEFAULT_LIMIT));
  }

  private Optional<LocalDate> today() {
    return Optional.of(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  private HttpResponse page(HttpRequest request, Asked asked, Optional<String> position) {
    Optional<Place> place = position.map(Place::parse);
    AuditQuery query = asked.query().on(place.flatMap(Place::date).or(asked.query()::date));
    Page<AuditEntry> page = audit.page(query, asked.limit(), place.map(Place::id));
    Page<AuditEntry> placed =
        new Page<>(page.data(), page.next().map(id -> new Place(query.date(), id).text()));
    return lists.answer(request, placed, AuditRoutes::view);
  }

  /// Where a page begins. It holds the day, so that the list of today goes on after midnight.
  private record Place(Optional<LocalDate> date, String id) {
    static Place parse(String text) {
      int space = text.indexOf(' ');
      String date = text.substring(0, space);
      return new Place(
          date.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(date)),
          text.substring(space + 1));
    }

    String text() {
      return date.map(LocalDate::toString).orElse("") + " " + id;
    }
  }

  private static Json view(AuditEntry entry) {
    return Json.object()
        .with("id", entry.id())
        .with("occurredAt", Times.text(entry.occurredAt()))
        .with("action", entry.action())
        .with("actor", entry.actor())
        .with("target", entry.target())
        .with(
            "source",
            Json.object()
                .with("network", entry.source())
                .with("userAgent", entry.userAgent())
                .build())
        .with("requestId", entry.requestId())
        .with("detail", entry.detail())
        .build();
  }
}
