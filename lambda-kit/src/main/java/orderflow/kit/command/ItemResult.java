package orderflow.kit.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Fault;
import orderflow.kit.json.Json;

/// What became of one item of a command.
///
/// @param status whether it was done
/// @param code why not, for programs
/// @param detail why not, for people; never quotes a secret
/// @param more what the command says beyond that, such as the id of what it made
public record ItemResult(
    Status status, Optional<String> code, Optional<String> detail, Json.Obj more) {
  private static final List<String> OWN = List.of("status", "code", "detail");

  /// Whether an item was done: `REFUSED` means that the same again will be refused again, `FAILED`
  /// that the same again may work.
  public enum Status {
    OK,
    REFUSED,
    FAILED;

    /// As it stands in the reply.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Status> parse(String text) {
      for (Status status : values()) {
        if (status.text().equals(text)) {
          return Optional.of(status);
        }
      }
      return Optional.empty();
    }
  }

  public ItemResult {
    if (OWN.stream().anyMatch(more.members()::containsKey)) {
      throw new IllegalArgumentException("status, code and detail are no further members");
    }
  }

  public static ItemResult ok(Json.Obj more) {
    return new ItemResult(Status.OK, Optional.empty(), Optional.empty(), more);
  }

  public static ItemResult refused(String code, String detail) {
    return notDone(Status.REFUSED, code, detail);
  }

  /// The refusal of an item that could not be decoded, with all that is wrong with it.
  public static ItemResult invalid(List<Fault> faults) {
    return refused("invalid_input", sentence(faults));
  }

  public static ItemResult failed(String code, String detail) {
    return notDone(Status.FAILED, code, detail);
  }

  /// Reads one result, as for one that was kept.
  public static Decoded<ItemResult> read(Json json) {
    MemberReader members = MemberReader.of(json);
    Optional<ItemResult> result = read(members);
    return members.decoded(result);
  }

  static Optional<ItemResult> read(MemberReader members) {
    Optional<Status> status = members.required("status", Status::parse, "ok, refused or failed");
    Optional<String> code = members.text("code");
    Optional<String> detail = members.text("detail");
    Map<String, Json> more = new LinkedHashMap<>(members.object().members());
    OWN.forEach(more::remove);
    return status.map(found -> new ItemResult(found, code, detail, new Json.Obj(more)));
  }

  /// The result as it is sent.
  public Json.Obj toJson() {
    Json.Builder json =
        Json.object()
            .with("status", status.text())
            .withOptional("code", code)
            .withOptional("detail", detail);
    more.members().forEach(json::with);
    return json.build();
  }

  private static String sentence(List<Fault> faults) {
    return faults.stream()
        .map(fault -> fault.pointer() + " " + fault.detail())
        .collect(Collectors.joining("; "));
  }

  private static ItemResult notDone(Status status, String code, String detail) {
    return new ItemResult(status, Optional.of(code), Optional.of(detail), Json.object().build());
  }
}
