package orderflow.orders.application;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.Discrepancy;
import orderflow.orders.domain.MoneyEquation;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.OrderStatus;
import orderflow.orders.domain.StockAccount;
import orderflow.orders.dynamodb.FeedCheck;
import orderflow.orders.dynamodb.LedgerReader;

/// Compares the books and reports what does not agree; it repairs nothing. The table is read part
/// by part, and each part's orders and history entries are compared at once: an order with its
/// history by strong reads, an entry with the views.
///
/// Stock needs all orders of a product, which no index gives. So the accounts of the products read
/// so far are opened, up to [#ACCOUNTS], and all orders are gone through for them; then reading
/// goes on. A product whose stock moved meanwhile has no verdict this time. The cost is one read of
/// the table, and one more for every five hundred products.
public final class Reconcile {
  /// How many accounts are open before orders are gone through for them. Together with one part of
  /// the table this bounds the cursor to about 100 KB.
  static final int ACCOUNTS = 500;

  /// How long the stream may take before a missing entry of the views is a discrepancy.
  static final Duration STREAM_DELAY = Duration.ofMinutes(5);

  private static final int PARTS_A_CALL = 4;
  private static final Duration ONE_PART = Duration.ofSeconds(5);
  private static final Set<OrderStatus> HOLD_NOTHING =
      Set.of(OrderStatus.CANCELLED, OrderStatus.EXPIRED);

  private final LedgerReader ledger;
  private final FeedCheck feed;
  private final Chance chance;

  public Reconcile(LedgerReader ledger, FeedCheck feed, Chance chance) {
    this.ledger = ledger;
    this.feed = feed;
    this.chance = chance;
  }

  /// What a call found.
  ///
  /// @param products how many were judged or had no verdict in this call
  /// @param unsettled products among them without verdict
  /// @param cursor for the next call, nothing when all has been compared
  public record Report(
      long products,
      long orders,
      long events,
      long unsettled,
      List<Discrepancy> discrepancies,
      Optional<String> cursor) {
    public Report {
      discrepancies = List.copyOf(discrepancies);
    }
  }

  /// Compares the first parts of the table.
  public Report begin(Deadline deadline) {
    return run(ReconcileCursor.start(), deadline);
  }

  /// Goes on where another call left off; nothing when the text is not a cursor of such a call.
  public Optional<Report> resume(String cursor, Deadline deadline) {
    return ReconcileCursor.parse(cursor).map(from -> run(from, deadline));
  }

  private Report run(ReconcileCursor from, Deadline deadline) {
    Findings findings = new Findings();
    Optional<ReconcileCursor> cursor = Optional.of(from);
    for (int part = 0; part < PARTS_A_CALL && cursor.isPresent(); part++) {
      if (part > 0 && !deadline.allows(ONE_PART)) {
        break;
      }
      ReconcileCursor at = cursor.get();
      cursor = at.walking() ? walk(at, findings) : read(at, findings);
    }
    return findings.report(cursor.map(ReconcileCursor::text));
  }

  private Optional<ReconcileCursor> read(ReconcileCursor at, Findings findings) {
    LedgerReader.Part part = ledger.part(at.read());
    compareOrders(part, findings);
    compareEvents(part.events(), findings);
    Map<String, StockAccount> accounts = new HashMap<>(at.accounts());
    Map<String, StockAccount> opened = ledger.accounts(part.skus());
    part.skus().stream()
        .filter(sku -> !opened.containsKey(sku))
        .forEach(sku ->
            findings.add(new Discrepancy(Discrepancy.Equation.STOCK, sku, "a stock item", "none")));
    accounts.putAll(opened);
    boolean ended = part.next().isEmpty();
    boolean walking = accounts.size() >= ACCOUNTS || (ended && !accounts.isEmpty());
    return ended && !walking
        ? Optional.empty()
        : Optional.of(new ReconcileCursor(part.next(), ended, walking, Optional.empty(), accounts));
  }

  private Optional<ReconcileCursor> walk(ReconcileCursor at, Findings findings) {
    LedgerReader.Part part = ledger.orders(at.walk());
    Map<String, StockAccount> accounts = new HashMap<>(at.accounts());
    part.orders().stream()
        .filter(order -> !HOLD_NOTHING.contains(order.status()))
        .flatMap(order -> order.lines().stream())
        .forEach(line ->
            accounts.computeIfPresent(line.sku(), (_, account) -> account.taking(line.quantity())));
    if (part.next().isPresent()) {
      return Optional.of(new ReconcileCursor(at.read(), at.ended(), true, part.next(), accounts));
    }
    close(accounts, findings);
    return at.ended()
        ? Optional.empty()
        : Optional.of(new ReconcileCursor(at.read(), false, false, Optional.empty(), Map.of()));
  }

  private void close(Map<String, StockAccount> accounts, Findings findings) {
    Map<String, Long> moves = ledger.moves(List.copyOf(accounts.keySet()));
    accounts.forEach((sku, account) -> {
      findings.products++;
      if (moves.getOrDefault(sku, -1L) == account.moves()) {
        account.discrepancy(sku).ifPresent(findings::add);
      } else {
        findings.unsettled++;
      }
    });
  }

  private void compareOrders(LedgerReader.Part part, Findings findings) {
    Map<String, List<OrderEvent>> histories = ledger.histories(part.orders());
    part.unreadable()
        .forEach(key ->
            findings.add(
                new Discrepancy(
                    Discrepancy.Equation.MONEY, key, "an order", "what cannot be read")));
    for (Order order : part.orders()) {
      findings.orders++;
      List<OrderEvent> history = histories.getOrDefault(order.id(), List.of());
      Optional<Discrepancy> gap = gap(order, history);
      gap.or(() -> MoneyEquation.check(order, history)).ifPresent(findings::add);
    }
  }

  private static Optional<Discrepancy> gap(Order order, List<OrderEvent> history) {
    Set<Long> there = history.stream().map(OrderEvent::sequence).collect(Collectors.toSet());
    return LongStream.rangeClosed(1, order.version())
        .filter(sequence -> !there.contains(sequence))
        .mapToObj(sequence ->
            new Discrepancy(
                Discrepancy.Equation.FEED,
                order.id() + "/" + sequence,
                "a history entry",
                "none that can be read"))
        .findFirst();
  }

  private void compareEvents(List<LedgerReader.Entry> entries, Findings findings) {
    Instant before = chance.now().minus(STREAM_DELAY);
    List<LedgerReader.Entry> old =
        entries.stream().filter(entry -> entry.occurredAt().isBefore(before)).toList();
    findings.events += entries.size();
    feed.check(old).forEach(findings::add);
  }

  private static final class Findings {
    private final List<Discrepancy> discrepancies = new ArrayList<>();
    private long products;
    private long orders;
    private long events;
    private long unsettled;

    private void add(Discrepancy discrepancy) {
      discrepancies.add(discrepancy);
    }

    private Report report(Optional<String> cursor) {
      return new Report(products, orders, events, unsettled, discrepancies, cursor);
    }
  }
}
