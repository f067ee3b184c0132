package orderflow.auth.commands;

import java.util.List;
import orderflow.kit.json.Json;

/// What became of one item, as the reply has it: `ok`, `refused` (the same again will be refused
/// again) or `failed` (the same again may work).
final class ItemResult {

  private ItemResult() {}

  static Json.Builder ok() {
    return Json.object().with("status", "ok");
  }

  static boolean isOk(Json result) {
    return CommandItem.of(result).text("status").filter("ok"::equals).isPresent();
  }

  static Json refused(String code, String detail) {
    return notDone("refused", code, detail);
  }

  static Json failed(String code, String detail) {
    return notDone("failed", code, detail);
  }

  static Json reply(List<Json> results) {
    return Json.object().with("results", Json.of(results)).build();
  }

  private static Json notDone(String status, String code, String detail) {
    return Json.object().with("status", status).with("code", code).with("detail", detail).build();
  }
}
