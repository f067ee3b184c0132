package orderflow.system.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orderflow.system.template.Repository;

/// The project's template with one statement more than is needed, in a folder of its own.
final class PlantedTemplate {
  /// Where the statement goes.
  static final String FUNCTION = "AuthorizerFunction";

  /// What it allows.
  static final String ACTION = "dynamodb:DeleteItem";

  private static final String NEEDED = "            - Sid: PublicKeysOnly\n";
  private static final String PLANTED =
      """
                  - Sid: Planted
                    Effect: Allow
                    Action: [%s]
                    Resource: !GetAtt KeyTable.Arn
      """
          .formatted(ACTION);

  private PlantedTemplate() {}

  /// Writes the template and the seed beside it.
  ///
  /// @return the template's file
  static Path write(Path folder) throws IOException {
    Path events = Files.createDirectories(folder.resolve("events"));
    Files.copy(Repository.path("events/seed.json"), events.resolve("seed.json"));
    String text = Repository.text("template.yaml");
    String planted = replaced(text, NEEDED, PLANTED + NEEDED);
    String home = Repository.path("").toAbsolutePath().normalize().toString();
    return Files.writeString(
        folder.resolve("template.yaml"), replaced(planted, "CodeUri: ", "CodeUri: " + home + "/"));
  }

  private static String replaced(String text, String old, String other) {
    if (!text.contains(old)) {
      throw new IllegalStateException("expected " + old + " in template.yaml");
    }
    return text.replace(old, other);
  }
}
