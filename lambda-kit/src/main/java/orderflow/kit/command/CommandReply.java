package orderflow.kit.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Json;

/// What a commands function answers.
///
/// @param results one an item, in the order of the items; a command without items, and one that is
///   refused as a whole without items, have one result
public record CommandReply(List<ItemResult> results) {

  public CommandReply {
    results = List.copyOf(results);
  }

  /// The refusal of a whole command: the same result for each item, and one if there is none.
  public static CommandReply refused(CommandEvent event, String code, String detail) {
    return new CommandReply(
        IntStream.range(0, Math.max(1, event.items().size()))
            .mapToObj(_ -> ItemResult.refused(code, detail))
            .toList());
  }

  /// Reads a reply. Members it does not know are ignored.
  public static Decoded<CommandReply> read(Json json) {
    MemberReader members = MemberReader.of(json);
    List<Json> elements = members.requiredElements("results");
    List<ItemResult> results = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      ItemResult.read(members.inner("results", i, elements.get(i))).ifPresent(results::add);
    }
    return members.decoded(new CommandReply(results));
  }

  /// How many results are refused or failed.
  public int notDone() {
    return (int) results.stream().filter(result -> result.status() != ItemResult.Status.OK).count();
  }

  /// The reply as it is sent.
  public Json.Obj toJson() {
    return Json.object().withEach("results", results, ItemResult::toJson).build();
  }
}
