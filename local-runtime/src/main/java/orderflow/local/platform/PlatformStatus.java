package orderflow.local.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;

/// What runs, and where.
///
/// @param ready all parts answer and an empty store has been seeded
/// @param tables names
/// @param buckets names
/// @param uploads where functions wait for objects
/// @param streams how each shard that is read stands
/// @param template the file
/// @param pid the process the platform runs in
public record PlatformStatus(
    boolean ready,
    URI api,
    URI lambda,
    URI console,
    URI dynamodb,
    URI s3,
    URI mail,
    List<FunctionStatus> functions,
    List<String> tables,
    List<String> buckets,
    List<StreamStatus> streams,
    List<UploadPlace> uploads,
    String template,
    long pid) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public PlatformStatus {
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
    buckets = List.copyOf(buckets);
    streams = List.copyOf(streams);
    uploads = List.copyOf(uploads);
  }

  /// Where a function waits for objects.
  ///
  /// @param prefix of the keys; empty for all
  public record UploadPlace(String bucket, String prefix) {}

  /// The members by their names.
  public ObjectNode toJson() {
    return JSON.valueToTree(this);
  }
}
