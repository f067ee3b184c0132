package orderflow.system.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Files as a member of staff sends them: announced over the API, put where the answer says, and
/// watched over the API.
final class Importer {
  private static final Set<String> ENDED =
      Set.of("succeeded", "succeeded_with_errors", "failed", "cancelled");

  private final Supplier<Client> staff;

  /// @param staff is asked for each request, because tokens end
  Importer(Supplier<Client> staff) {
    this.staff = staff;
  }

  /// Announces a file and puts it into the bucket.
  ///
  /// @return the import's id
  String send(String kind, String file) {
    return new Upload(kind, file).send(staff.get());
  }

  JsonNode find(String id) {
    return staff.get().get("/v1/imports/" + id).send().as(200, "Import");
  }

  /// The import, once it is over.
  JsonNode ended(String id, Duration atMost) {
    return Patience.until(
        "the end of import " + id,
        atMost,
        () -> find(id),
        file -> ENDED.contains(file.path("status").asText()));
  }

  /// All faults, page after page, in the order the API gives them.
  List<JsonNode> faults(String id) {
    String path = "/v1/imports/" + id + "/errors?limit=100";
    List<JsonNode> faults = new ArrayList<>();
    JsonNode page = staff.get().get(path).send().as(200, "ImportErrorPage");
    page.path("data").forEach(faults::add);
    while (!page.path("next").isNull()) {
      String cursor = page.path("next").asText();
      page = staff.get().get(path + "&cursor=" + cursor).send().as(200, "ImportErrorPage");
      page.path("data").forEach(faults::add);
    }
    return faults;
  }

  /// Counts that are not 0, such as `total=100 created=99 failed=1`.
  static String counts(JsonNode file) {
    List<String> counts = new ArrayList<>();
    file.path("counts")
        .properties()
        .forEach(count -> {
          if (count.getValue().asLong() != 0) {
            counts.add(count.getKey() + "=" + count.getValue().asLong());
          }
        });
    return String.join(" ", counts);
  }
}
