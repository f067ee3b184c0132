package orderflow.auth.commands;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orderflow.auth.application.RotateKeys;
import orderflow.auth.domain.KeyRing;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;

/// `RotateKeys`, whose only item is none or `{"now"?, "withdraw"?}`: `now` is true or false,
/// `withdraw` a kid.
final class RotateKeysCommand {
  private final RotateKeys rotateKeys;

  RotateKeysCommand(RotateKeys rotateKeys) {
    this.rotateKeys = rotateKeys;
  }

  CommandReply carryOut(CommandEvent event, Deadline deadline) {
    if (event.items().size() > 1) {
      return CommandReply.refused(event, "invalid_input", "RotateKeys has one item at most");
    }
    Optional<Fence> fence =
        event
            .job()
            .filter(_ -> event.fencingToken().isPresent())
            .map(job -> rotateKeys.fence(job, event.fencingToken().getAsLong()));
    if (fence.isPresent() && !rotateKeys.admits(fence.get())) {
      return CommandReply.refused(event, "fenced", "a later run of the job has taken over");
    }
    boolean atOnce = event.items().stream().anyMatch(item -> CommandItem.of(item).isTrue("now"));
    Optional<String> withdraw =
        event.items().stream()
            .flatMap(item -> CommandItem.of(item).text("withdraw").stream())
            .findFirst();
    RotateKeys.Request request = new RotateKeys.Request(atOnce, withdraw, event.requestId(), fence);
    return new CommandReply(List.of(view(rotateKeys.rotate(request, deadline), atOnce)));
  }

  private static ItemResult view(RotateKeys.Result result, boolean atOnce) {
    return switch (result) {
      case RotateKeys.Result.Rotation(boolean rotated, KeyRing ring) ->
          done(rotated, ring, atOnce && !rotated);
      case RotateKeys.Result.Fenced _ ->
          ItemResult.refused("fenced", "a later run of the job has taken over");
      case RotateKeys.Result.Busy _ ->
          ItemResult.failed("conflict", "the keys kept changing; nothing was written");
    };
  }

  private static ItemResult done(boolean rotated, KeyRing ring, boolean waits) {
    return ItemResult.ok(
        Json.object()
            .with("rotated", rotated)
            .with("currentKid", ring.signingKid())
            .with("publishedKids", Json.texts(ring.kids()))
            .withOptional("readyAt", ring.readyAt().filter(_ -> waits).map(Instant::toString))
            .build());
  }
}
