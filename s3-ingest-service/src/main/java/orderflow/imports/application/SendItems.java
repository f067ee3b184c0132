package orderflow.imports.application;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import orderflow.imports.domain.ImportKind;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.id.Chance;
import orderflow.kit.invoke.FunctionClient;
import orderflow.kit.invoke.InvokeResult;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;

/// Sends items to the orders service in batches, several at once, and sends again what was not
/// answered or failed, with growing pauses, until the time is up. Items carry keys, so an item
/// whose answer was lost may be sent again.
public final class SendItems {
  private static final long FIRST_WAIT_MILLIS = 50;
  private static final long LONGEST_WAIT_MILLIS = 5_000;
  private static final Duration SHORTEST_TRY = Duration.ofSeconds(1);

  /// A call that is silent for longer is taken for lost: longer than a batch may take.
  private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

  private final FunctionClient functions;
  private final Limits limits;
  private final Chance chance;

  public SendItems(FunctionClient functions, Limits limits, Chance chance) {
    this.functions = functions;
    this.limits = limits;
    this.chance = chance;
  }

  /// Where to, and how much at once.
  ///
  /// @param function the orders service's commands function
  /// @param parallelism batches under way at the same time
  /// @param batchSize items of a batch
  public record Limits(String function, int parallelism, int batchSize) {
    int windowItems() {
      return parallelism * batchSize;
    }
  }

  Limits limits() {
    return limits;
  }

  /// Sends items.
  ///
  /// @return one result an item, none of them `failed`; nothing when the time was up before
  Optional<List<ItemResult>> send(
      ImportKind kind, List<Json> items, String requestId, Deadline deadline) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<List<ItemResult>>>> batches = new ArrayList<>();
      for (int from = 0; from < items.size(); from += limits.batchSize()) {
        List<Json> batch = items.subList(from, Math.min(items.size(), from + limits.batchSize()));
        batches.add(threads.submit(() -> batch(kind, batch, requestId, deadline)));
      }
      return together(batches);
    }
  }

  private static Optional<List<ItemResult>> together(
      List<Future<Optional<List<ItemResult>>>> batches) {
    List<ItemResult> results = new ArrayList<>();
    boolean complete = true;
    for (Future<Optional<List<ItemResult>>> batch : batches) {
      Optional<List<ItemResult>> answered = outcome(batch);
      complete = complete && answered.isPresent();
      answered.ifPresent(results::addAll);
    }
    return complete ? Optional.of(results) : Optional.empty();
  }

  private static Optional<List<ItemResult>> outcome(Future<Optional<List<ItemResult>>> batch) {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a batch could not be sent", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was under way", e);
    }
  }

  private Optional<List<ItemResult>> batch(
      ImportKind kind, List<Json> items, String requestId, Deadline deadline) {
    Map<Integer, ItemResult> done = new HashMap<>();
    for (int attempt = 0; done.size() < items.size(); attempt++) {
      if (attempt > 0) {
        pause(attempt, deadline);
      }
      if (!deadline.allows(SHORTEST_TRY)) {
        return Optional.empty();
      }
      send(kind, items, done, requestId, deadline);
    }
    return Optional.of(List.copyOf(new TreeMap<>(done).values()));
  }

  private void send(
      ImportKind kind,
      List<Json> items,
      Map<Integer, ItemResult> done,
      String requestId,
      Deadline deadline) {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (!done.containsKey(i)) {
        open.add(i);
      }
    }
    CommandEvent event = event(kind, open.stream().map(items::get).toList(), requestId, deadline);
    Deadline call = call(deadline);
    if (functions.invoke(limits.function(), event, call)
        instanceof InvokeResult.Replied(CommandReply(List<ItemResult> results))) {
      keep(open, results, done);
    }
  }

  /// Results that are not one an item belong to no item at all.
  private static void keep(
      List<Integer> open, List<ItemResult> results, Map<Integer, ItemResult> done) {
    if (results.size() != open.size()) {
      return;
    }
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).status() != ItemResult.Status.FAILED) {
        done.put(open.get(i), results.get(i));
      }
    }
  }

  private CommandEvent event(
      ImportKind kind, List<Json> items, String requestId, Deadline deadline) {
    return new CommandEvent(
        Commands.name(kind),
        Commands.VERSION,
        requestId,
        Optional.empty(),
        Optional.of(call(deadline).end()),
        Optional.empty(),
        OptionalLong.empty(),
        items);
  }

  private Deadline call(Deadline deadline) {
    Instant latest = chance.clock().instant().plus(LONGEST_CALL);
    return deadline.end().isBefore(latest) ? deadline : Deadline.at(latest, chance.clock());
  }

  /// Full jitter: anything from nothing to the bound, which doubles.
  private void pause(int attempt, Deadline deadline) {
    long bound = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(attempt, 10));
    long wait = Math.min(chance.random().nextLong(bound + 1), deadline.remaining().toMillis());
    LockSupport.parkNanos(Duration.ofMillis(wait).toNanos());
  }
}
