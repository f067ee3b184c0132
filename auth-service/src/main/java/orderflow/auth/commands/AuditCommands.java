package orderflow.auth.commands;

import java.util.List;
import java.util.Optional;
import orderflow.auth.application.SealAudit;
import orderflow.auth.application.VerifyAudit;
import orderflow.auth.domain.AuditHour;
import orderflow.auth.domain.SealChain;
import orderflow.auth.domain.SealFault;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;

/// `SealAudit`, without an item of its own, and `VerifyAudit`, whose only item is none or
/// `{"from"?, "to"?, "anchor": {"hour", "digest"}?}` with hours such as `2026-11-25T04`.
public final class AuditCommands {
  private static final String HOUR = " must be an hour such as 2026-11-25T04";

  private final SealAudit sealAudit;
  private final VerifyAudit verifyAudit;

  public AuditCommands(SealAudit sealAudit, VerifyAudit verifyAudit) {
    this.sealAudit = sealAudit;
    this.verifyAudit = verifyAudit;
  }

  CommandReply seal(CommandEvent event, Deadline deadline) {
    Optional<Fence> fence =
        event
            .job()
            .filter(_ -> event.fencingToken().isPresent())
            .map(job -> sealAudit.fence(job, event.fencingToken().getAsLong()));
    if (fence.isPresent() && !sealAudit.admits(fence.get())) {
      return new CommandReply(List.of(fenced()));
    }
    return new CommandReply(
        List.of(
            switch (sealAudit.seal(fence, deadline)) {
              case SealAudit.Result.Sealed sealed -> view(sealed);
              case SealAudit.Result.Fenced _ -> fenced();
              case SealAudit.Result.Raced _ ->
                  ItemResult.failed("conflict", "somebody else is sealing");
            }));
  }

  CommandReply verify(CommandEvent event, Deadline deadline) {
    CommandItem item =
        event.items().isEmpty()
            ? CommandItem.of(Json.object().build())
            : CommandItem.of(event.items().getFirst());
    for (String name : List.of("from", "to")) {
      if (item.text(name).isPresent() && hour(item, name).isEmpty()) {
        return CommandReply.refused(event, "invalid_input", name + HOUR);
      }
    }
    CommandItem anchor = item.inner("anchor");
    if (anchor.text("digest").isPresent() && hour(anchor, "hour").isEmpty()) {
      return CommandReply.refused(event, "invalid_input", "anchor.hour" + HOUR);
    }
    Optional<VerifyAudit.Anchor> known =
        hour(anchor, "hour")
            .flatMap(
                hour -> anchor.text("digest").map(digest -> new VerifyAudit.Anchor(hour, digest)));
    VerifyAudit.Range range = new VerifyAudit.Range(hour(item, "from"), hour(item, "to"));
    return new CommandReply(List.of(view(verifyAudit.verify(range, known, deadline))));
  }

  private static Optional<AuditHour> hour(CommandItem item, String name) {
    return item.text(name).flatMap(AuditHour::parse);
  }

  private static ItemResult fenced() {
    return ItemResult.refused("fenced", "a later run of the job has taken over");
  }

  private static ItemResult view(SealAudit.Result.Sealed sealed) {
    return ItemResult.ok(
        Json.object()
            .with("sealed", sealed.hours())
            .with("entries", sealed.entries())
            .with("remaining", sealed.remaining())
            .withOptional("hour", sealed.chain().map(chain -> chain.last().text()))
            .withOptional("digest", sealed.chain().map(SealChain::digest))
            .build());
  }

  private static ItemResult view(VerifyAudit.Found found) {
    return ItemResult.ok(
        Json.object()
            .with("checked", found.hours())
            .with("entries", found.entries())
            .withEach("faults", found.faults(), AuditCommands::view)
            .withOptional("next", found.next().map(AuditHour::text))
            .build());
  }

  private static Json view(SealFault fault) {
    return Json.object()
        .with("hour", fault.hour().text())
        .with("kind", fault.kind().text())
        .with("where", fault.where())
        .with("expected", fault.expected())
        .with("found", fault.found())
        .build();
  }
}
