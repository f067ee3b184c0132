package orderflow.orders.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import orderflow.kit.command.ItemResult;

/// Carries the items of a batch out, [#AT_ONCE] at a time. Two items that share a subject take
/// their turns in the order of the batch, so that the results are those of one item after the
/// other: the later line of a file wins, and scarce stock goes to the earlier one.
final class Batch {
  /// Items in work at once, each on a connection to the store of its own.
  static final int AT_ONCE = 5;

  private Batch() {}

  /// One item.
  ///
  /// @param subjects what it reads and writes, nothing if it is decided already
  record Task(Set<String> subjects, Supplier<ItemResult> work) {
    Task {
      subjects = Set.copyOf(subjects);
    }

    /// An item that is decided already.
    static Task decided(ItemResult result) {
      return new Task(Set.of(), () -> result);
    }

    boolean isDecided() {
      return subjects.isEmpty();
    }
  }

  /// The results in the order of the tasks. A task that throws ends the batch with its fault.
  static List<ItemResult> run(List<Task> tasks) {
    if (tasks.size() == 1) {
      return List.of(tasks.getFirst().work().get());
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      return start(tasks, pool).stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }

  private static List<CompletableFuture<ItemResult>> start(List<Task> tasks, ExecutorService pool) {
    Map<String, CompletableFuture<ItemResult>> latest = new HashMap<>();
    List<CompletableFuture<ItemResult>> all = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      CompletableFuture<?>[] before =
          task.subjects().stream()
              .map(latest::get)
              .filter(Objects::nonNull)
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture<ItemResult> result =
          CompletableFuture.allOf(before).thenApplyAsync(_ -> task.work().get(), pool);
      task.subjects().forEach(subject -> latest.put(subject, result));
      all.add(result);
    }
    return all;
  }
}
