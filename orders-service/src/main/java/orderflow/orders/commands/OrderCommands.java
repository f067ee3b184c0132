package orderflow.orders.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.dynamodb.Attempts;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.http.Outage;
import orderflow.kit.id.Chance;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;
import orderflow.orders.application.ExpireOrders;
import orderflow.orders.application.PlaceOrder;
import orderflow.orders.application.ReadReports;
import orderflow.orders.application.RebuildViews;
import orderflow.orders.application.Reconcile;
import orderflow.orders.application.SaveProduct;
import orderflow.orders.application.UpsertProduct;
import orderflow.orders.dynamodb.Fences;

/// The commands of version 1. An unknown command or version is refused as a whole. An item that is
/// refused or fails never keeps the others from their turn.
public final class OrderCommands {
  private static final int VERSION = 1;
  private static final List<String> NAMES =
      List.of(
          "UpsertProducts",
          "PlaceOrders",
          "ExpireOrders",
          "ReportData",
          "Reconcile",
          "RebuildViews");

  /// How many items are read at once: a few calls, and no long time between reading and writing.
  private static final int CHUNK = 100;

  /// What one item may take: an item that is begun is also ended.
  private static final Duration ONE_ITEM = Duration.ofSeconds(1);

  private final UpsertProducts upsert;
  private final PlaceOrders place;
  private final ExpireOrdersCommand expire;
  private final ReportDataCommand report;
  private final ReconcileCommand reconcile;
  private final RebuildViewsCommand rebuild;
  private final Fences fences;
  private final Chance chance;

  /// The use cases behind the commands.
  public record UseCases(
      SaveProduct save,
      UpsertProduct upsert,
      PlaceOrder place,
      ExpireOrders expire,
      ReadReports reports,
      Reconcile reconcile,
      RebuildViews rebuild) {}

  public OrderCommands(UseCases useCases, Fences fences, Chance chance) {
    Attempts attempts = new Attempts(chance.clock(), chance.random());
    this.upsert = new UpsertProducts(useCases.save(), useCases.upsert(), attempts);
    this.place = new PlaceOrders(useCases.place(), attempts);
    this.expire = new ExpireOrdersCommand(useCases.expire());
    this.report = new ReportDataCommand(useCases.reports());
    this.reconcile = new ReconcileCommand(useCases.reconcile());
    this.rebuild = new RebuildViewsCommand(useCases.rebuild());
    this.fences = fences;
    this.chance = chance;
  }

  /// What a command came to.
  ///
  /// @param command its name, `unknown` if it is not one of ours
  public record Outcome(String command, CommandReply reply) {}

  /// Carries a command out.
  ///
  /// @param invocation until when the invocation may work; the event may ask for less
  public Outcome handle(CommandEvent event, Deadline invocation) {
    String name = NAMES.contains(event.command()) ? event.command() : "unknown";
    return new Outcome(name, reply(event, deadline(event, invocation)));
  }

  private CommandReply reply(CommandEvent event, Deadline deadline) {
    if (event.version() != VERSION) {
      return CommandReply.refused(event, "unknown_version", "version must be " + VERSION);
    }
    if (!NAMES.contains(event.command())) {
      return CommandReply.refused(
          event, "unknown_command", "command must be " + String.join(", ", NAMES));
    }
    Optional<Fence> fence = fences.of(event.job(), event.fencingToken());
    if (fence.isPresent() && !fences.admits(fence.get())) {
      return CommandReply.refused(event, "fenced", "a later run of the job has taken over");
    }
    return switch (event.command()) {
      case "ExpireOrders" ->
          each(event, deadline, item -> expire.carryOut(item, event.requestId(), fence, deadline));
      case "ReportData" -> each(event, deadline, report::carryOut);
      case "Reconcile" -> each(event, deadline, item -> reconcile.carryOut(item, deadline));
      case "RebuildViews" -> each(event, deadline, item -> rebuild.carryOut(item, deadline));
      case "UpsertProducts" -> batch(event, deadline, items -> upsert.tasks(items, deadline));
      case "PlaceOrders" ->
          batch(event, deadline, items -> place.tasks(items, event.requestId(), deadline));
      default -> throw new IllegalStateException("no case for " + event.command());
    };
  }

  /// Items of a job's command: one after the other, and one if there is none.
  private static CommandReply each(
      CommandEvent event, Deadline deadline, Function<Json, ItemResult> work) {
    List<Json> items = event.items().isEmpty() ? List.of(Json.object().build()) : event.items();
    return new CommandReply(
        items.stream().map(item -> carriedOut(() -> work.apply(item), deadline)).toList());
  }

  private static CommandReply batch(
      CommandEvent event, Deadline deadline, Function<List<Json>, List<Batch.Task>> reader) {
    List<ItemResult> results = new ArrayList<>(event.items().size());
    for (int from = 0; from < event.items().size(); from += CHUNK) {
      List<Json> chunk = event.items().subList(from, Math.min(event.items().size(), from + CHUNK));
      results.addAll(
          Batch.run(reader.apply(chunk).stream().map(task -> guarded(task, deadline)).toList()));
    }
    return new CommandReply(results);
  }

  /// An item that is decided needs no time: what has been written is said.
  private static Batch.Task guarded(Batch.Task task, Deadline deadline) {
    if (task.isDecided()) {
      return task;
    }
    return new Batch.Task(task.subjects(), () -> carriedOut(task.work(), deadline));
  }

  /// A store that does not answer fails the item, which may be sent again, and not its neighbours;
  /// any other fault is ours and fails the invocation.
  private static ItemResult carriedOut(Supplier<ItemResult> work, Deadline deadline) {
    if (!deadline.allows(ONE_ITEM)) {
      return ItemResult.failed("deadline", "the time was up before this item's turn");
    }
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (!Outage.isBehind(e)) {
        throw e;
      }
      return ItemResult.failed("service_unavailable", "the store did not answer; send it again");
    }
  }

  private Deadline deadline(CommandEvent event, Deadline invocation) {
    return event
        .deadline()
        .filter(end -> end.isBefore(invocation.end()))
        .map(end -> Deadline.at(end, chance.clock()))
        .orElse(invocation);
  }
}
