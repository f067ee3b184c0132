package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The demo accounts that the seed beside a template makes.
final class Accounts {
  private Accounts() {}

  /// One line an account: address, password, roles. Empty without a seed.
  static List<String> beside(Path template) throws IOException {
    Path seed = template.toAbsolutePath().resolveSibling("events/seed.json");
    List<String> accounts = new ArrayList<>();
    if (Files.exists(seed)) {
      for (JsonNode step : new ObjectMapper().readTree(seed.toFile())) {
        if (step.at("/event/command").asText().equals("SeedAccounts")) {
          step.at("/event/items").forEach(item -> accounts.add(line(item)));
        }
      }
    }
    return accounts;
  }

  private static String line(JsonNode item) {
    List<String> roles = new ArrayList<>();
    item.path("roles").forEach(role -> roles.add(role.asText()));
    String name = item.path("email").asText() + " / " + item.path("password").asText();
    return name + " (" + String.join(", ", roles) + ")";
  }
}
