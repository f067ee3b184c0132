package orderflow.system.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Files as a member of staff sends them: announced over the API, put where the answer says, and
/// watched over the API.
final class Importer {
  private static final Set<String> ENDED =
      Set.of("succeeded", "succeeded_with_errors", "failed", "cancelled");

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(400);

  private final Persistent staff;

  Importer(Persistent staff) {
    this.staff = staff;
  }

  /// Announces a file and puts it into the bucket.
  ///
  /// @return the import's id
  String send(String kind, String file) {
    Upload upload = new Upload(kind, file);
    String key = Shop.newKey();
    JsonNode announced = staff.until(client -> upload.announce(client, key)).as(201, "Import");
    int status = upload.put(announced.path("upload"));
    if (status != 200) {
      throw new AssertionError("expected that the upload is taken, found status " + status);
    }
    return announced.path("id").asText();
  }

  JsonNode find(String id) {
    return staff.get("/v1/imports/" + id, "Import");
  }

  /// The import, once it is over.
  JsonNode ended(String id, Duration atMost) {
    return Patience.until(
        "the end of import " + id,
        atMost,
        () -> {
          // Each question costs what a row costs.
          Patience.pause(BETWEEN_QUESTIONS);
          return find(id);
        },
        file -> ENDED.contains(file.path("status").asText()));
  }

  /// All faults, page after page, in the order the API gives them.
  List<JsonNode> faults(String id) {
    String path = "/v1/imports/" + id + "/errors?limit=100";
    List<JsonNode> faults = new ArrayList<>();
    JsonNode page = staff.get(path, "ImportErrorPage");
    page.path("data").forEach(faults::add);
    while (!page.path("next").isNull()) {
      String cursor = page.path("next").asText();
      page = staff.get(path + "&cursor=" + cursor, "ImportErrorPage");
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
