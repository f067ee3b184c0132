package orderflow.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Template parameters for this machine: `events/parameters.json` beside the template, an object of
/// texts, for instance the sender of mails, for which a deployment has no default. What is given at
/// the start wins. A template without the file has its defaults.
final class LocalParameters {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LocalParameters() {}

  static Map<String, String> with(Path template, Map<String, String> given)
      throws StartRefusedException {
    Path file = template.toAbsolutePath().resolveSibling("events/parameters.json");
    Map<String, String> all = new HashMap<>();
    if (Files.exists(file)) {
      all.putAll(read(file));
    }
    all.putAll(given);
    return all;
  }

  private static Map<String, String> read(Path file) throws StartRefusedException {
    try {
      return JSON.readValue(file.toFile(), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw refused(file + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw refused("no readable file " + file);
    }
  }

  private static StartRefusedException refused(String found) {
    return new StartRefusedException(
        found, "an object of texts, such as {\"MailFrom\": \"shop@example.com\"}", "mend the file");
  }
}
