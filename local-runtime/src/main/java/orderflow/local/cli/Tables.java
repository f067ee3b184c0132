package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orderflow.local.dynamodb.TableView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows what is in a table, or which tables there are.
@Command(
    name = "tables",
    mixinStandardHelpOptions = true,
    description = "Show items of a table as JSON lines; without a name list the tables")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Tables implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Parameters(paramLabel = "TABLE", arity = "0..1", description = "Its name")
  Optional<String> table = Optional.empty();

  @Option(names = "--pk", paramLabel = "VALUE", description = "Only items of this partition key")
  Optional<String> partition = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many at most (default ${DEFAULT-VALUE})")
  int limit;

  @Option(names = "--json", description = "Print JSON; items always are")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode state = where.running();
    JsonNode names = state.path("tables");
    if (table.isEmpty()) {
      if (json) {
        out.println(names);
      } else {
        names.forEach(name -> out.println(name.asText()));
      }
      return 0;
    }
    if (names.valueStream().noneMatch(name -> name.asText().equals(table.get()))) {
      throw new Problem("No table " + table.get() + ".", "Tables: " + names + ".");
    }
    try (TableView view = new TableView(URI.create(state.path("dynamodb").asText()))) {
      List<JsonNode> items = view.items(table.get(), partition, limit);
      items.forEach(item -> out.println(item));
      spec.commandLine().getErr().println(items.size() + " items shown");
    }
    return 0;
  }
}
