package orderflow.dynamodblocal;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.access.LocalDBAccess;

/// Gives DynamoDB Local's table of stream records the index it lacks.
///
/// For each item of a write to a table with a stream, DynamoDB Local 3.3.1 asks for the first
/// record of that stream and looks for it past the records of all other streams: behind 3,000 of
/// them some ten transactions a second are left. Its database has no door for this, so the way to
/// it is through its fields.
final class StreamIndex {
  private static final String INDEX =
      "CREATE INDEX IF NOT EXISTS us_by_stream ON us (StreamID, SequenceNumber)";

  private StreamIndex() {}

  /// Creates the index in each database the server has open by now.
  ///
  /// @throws IllegalStateException if this is a DynamoDB Local with another inside
  static void create(LocalDynamoDBRequestHandler handler) {
    // The shared database is opened by the first request.
    var _ = handler.listTables("local", "eu-west-1", ListTablesRequest.builder().build());
    for (Object client : Inside.field(handler, Map.class).values()) {
      index(Inside.field(Inside.field(client, LocalDBAccess.class), SQLiteQueue.class));
    }
  }

  private static void index(SQLiteQueue queue) {
    queue
        .execute(
            new SQLiteJob<Boolean>() {
              @Override
              protected Boolean job(SQLiteConnection connection) throws SQLiteException {
                connection.exec(INDEX);
                return true;
              }
            })
        .complete();
  }
}
