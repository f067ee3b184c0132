package orderflow.orders.commands;

import java.util.List;
import java.util.stream.Collectors;
import orderflow.kit.json.Fault;
import orderflow.kit.json.Json;

/// What became of one item, as the reply has it: `ok`, `refused` (the same again will be refused
/// again) or `failed` (the same again may work).
final class ItemResult {

  private ItemResult() {}

  static Json.Builder ok() {
    return Json.object().with("status", "ok");
  }

  static Json refused(String code, String detail) {
    return notDone("refused", code, detail);
  }

  static Json invalid(List<Fault> faults) {
    return refused(
        "invalid_input",
        faults.stream()
            .map(fault -> fault.pointer() + " " + fault.detail())
            .collect(Collectors.joining("; ")));
  }

  static Json failed(String code, String detail) {
    return notDone("failed", code, detail);
  }

  static boolean isOk(Json result) {
    return result instanceof Json.Obj object
        && object.get("status").filter(Json.of("ok")::equals).isPresent();
  }

  private static Json notDone(String status, String code, String detail) {
    return Json.object().with("status", status).with("code", code).with("detail", detail).build();
  }
}
