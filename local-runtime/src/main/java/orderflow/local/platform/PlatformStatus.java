package orderflow.local.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;

/// What runs, and where.
///
/// @param ready all parts answer and an empty store has been seeded
/// @param tables names
/// @param template the file
/// @param pid the process the platform runs in
public record PlatformStatus(
    boolean ready,
    URI api,
    URI lambda,
    URI console,
    URI dynamodb,
    List<FunctionStatus> functions,
    List<String> tables,
    String template,
    long pid) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public PlatformStatus {
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
  }

  /// The members by their names.
  public ObjectNode toJson() {
    return JSON.valueToTree(this);
  }
}
