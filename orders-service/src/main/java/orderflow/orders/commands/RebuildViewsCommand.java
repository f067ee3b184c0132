package orderflow.orders.commands;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.kit.time.Deadline;
import orderflow.orders.application.RebuildViews;
import orderflow.orders.domain.Counters;
import orderflow.orders.domain.ViewDifference;
import orderflow.orders.dynamodb.LedgerReader.Position;

/// Items of `RebuildViews`: `{"step": build|compare|switch|drop|abandon, "after"?: [pk, sk]}`. A
/// step that is not `done` is sent again with the `after` of its result if that has one.
final class RebuildViewsCommand {
  private static final Set<String> STEPS = Set.of("build", "compare", "switch", "drop", "abandon");

  private record Item(String step, Optional<Position> after) {}

  private static final Shape<Item> ITEM =
      fields -> {
        Field<String> step =
            fields.text(
                "step",
                Text.matching(
                    String.join("|", STEPS), 10, "build, compare, switch, drop or abandon"));
        Field<List<String>> after = fields.optionalTexts("after", 2, 2, Text.upTo(1_000));
        return () ->
            new Item(step.get(), after.optional().map(key -> new Position(key.get(0), key.get(1))));
      };

  private final RebuildViews rebuild;

  RebuildViewsCommand(RebuildViews rebuild) {
    this.rebuild = rebuild;
  }

  ItemResult carryOut(Json json, Deadline deadline) {
    return switch (Fields.decode(json, ITEM)) {
      case Decoded.Invalid<Item>(var faults) -> ItemResult.invalid(faults);
      case Decoded.Valid<Item>(Item item) -> view(item.step(), step(item, deadline));
    };
  }

  private RebuildViews.Result step(Item item, Deadline deadline) {
    return switch (item.step()) {
      case "build" -> rebuild.build(item.after(), deadline);
      case "compare" -> rebuild.compare(item.after(), deadline);
      case "switch" -> rebuild.switchOver();
      case "drop" -> rebuild.drop(item.after(), deadline);
      case "abandon" -> rebuild.abandon();
      default -> throw new IllegalStateException("no case for " + item.step());
    };
  }

  private static ItemResult view(String step, RebuildViews.Result result) {
    Json.Builder view = Json.object().with("step", step);
    return switch (result) {
      case RebuildViews.Refused(String why) -> ItemResult.refused("not_now", why);
      case RebuildViews.Built built ->
          ItemResult.ok(
              view.with("generation", built.generation())
                  .with("added", built.added())
                  .with("unreadable", built.unreadable())
                  .with("refused", built.refused())
                  .with("done", built.isDone())
                  .with("after", after(built.next()))
                  .build());
      case RebuildViews.Compared compared ->
          ItemResult.ok(
              view.with("generation", compared.generation())
                  .with("events", compared.events())
                  .with("nextEvents", compared.nextEvents())
                  .withEach("differences", compared.differences(), RebuildViewsCommand::difference)
                  .with("done", compared.next().isEmpty())
                  .with("after", after(compared.next()))
                  .build());
      case RebuildViews.Switched(long generation) ->
          ItemResult.ok(view.with("generation", generation).with("done", true).build());
      case RebuildViews.Dropped(long items, var next) ->
          ItemResult.ok(
              view.with("items", items)
                  .with("done", next.isEmpty())
                  .with("after", after(next))
                  .build());
      case RebuildViews.Abandoned _ -> ItemResult.ok(view.with("done", true).build());
    };
  }

  private static Json difference(ViewDifference difference) {
    return Json.object()
        .with("view", difference.view())
        .with("current", figures(difference.current()))
        .with("next", figures(difference.next()))
        .build();
  }

  private static Json figures(Counters counters) {
    Json.Builder figures = Json.object();
    counters.figures().forEach(figures::with);
    return figures.build();
  }

  private static Json after(Optional<Position> next) {
    return next.<Json>map(key -> Json.texts(List.of(key.pk(), key.sk()))).orElseGet(Json.Null::new);
  }
}
