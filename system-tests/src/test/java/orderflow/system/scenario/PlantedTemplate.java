package orderflow.system.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orderflow.system.template.Repository;

/// The project's template in a folder of its own, changed in two ways. The authorizer is allowed
/// more than it needs. And functions that go on in another invocation when their time is up have so
/// little of it that they do: an import after each row, a job after each long step.
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

  /// Of ImportFileFunction first, then of RunJobFunction.
  private static final String SLOW = "Timeout: 300";

  private static final String BATCHES =
      """
                IMPORTS_TABLE: !Ref ImportsTable
                ORDER_COMMANDS_FUNCTION: !Ref OrderCommandsFunction.Alias
      """;
  private static final String ROW_BY_ROW =
      """
                IMPORT_BATCH_SIZE: "1"
                IMPORT_PARALLELISM: "1"
      """;

  private PlantedTemplate() {}

  /// Writes the template and the seed beside it.
  ///
  /// @return the template's file
  static Path write(Path folder) throws IOException {
    Path events = Files.createDirectories(folder.resolve("events"));
    Files.copy(Repository.path("events/seed.json"), events.resolve("seed.json"));
    String text = Repository.text("template.yaml");
    String planted = once(text, NEEDED, PLANTED + NEEDED);
    String hurried = once(once(planted, SLOW, "Timeout: 10"), SLOW, "Timeout: 60");
    String small = once(hurried, BATCHES, BATCHES + ROW_BY_ROW);
    String home = Repository.path("").toAbsolutePath().normalize().toString();
    return Files.writeString(
        folder.resolve("template.yaml"), small.replace("CodeUri: ", "CodeUri: " + home + "/"));
  }

  private static String once(String text, String old, String other) {
    int at = text.indexOf(old);
    if (at < 0) {
      throw new IllegalStateException("expected " + old + " in template.yaml");
    }
    return text.substring(0, at) + other + text.substring(at + old.length());
  }
}
