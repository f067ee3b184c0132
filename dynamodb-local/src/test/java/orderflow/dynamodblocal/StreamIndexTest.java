package orderflow.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteStatement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class StreamIndexTest {
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  @Test
  void what_a_write_asks_of_the_stream_records_is_found_by_the_index(@TempDir Path data)
      throws SQLiteException {
    String table = TestTables.create("index", List.of());
    startAndStop(data);

    Set<String> asked = statementsOf(() -> put(table));

    Set<String> searches =
        asked.stream().filter(sql -> sql.contains("FROM us WHERE")).collect(Collectors.toSet());
    assertThat(searches).isNotEmpty();
    for (String search : searches) {
      assertThat(plan(data, search))
          .contains("TABLE us USING COVERING INDEX us_by_stream")
          .doesNotContain("SCAN TABLE us");
    }
  }

  @Test
  void a_database_that_has_the_index_is_opened_again(@TempDir Path data) throws SQLiteException {
    startAndStop(data);

    startAndStop(data);

    assertThat(plan(data, "SELECT MIN(SequenceNumber) FROM us WHERE StreamID = 'stream'"))
        .contains("INDEX us_by_stream");
  }

  private static void put(String table) {
    Map<String, AttributeValue> item =
        Map.of("pk", AttributeValue.fromS("p"), "sk", AttributeValue.fromS("s"));
    TestTables.client().putItem(put -> put.tableName(table).item(item));
  }

  /// The SQL that DynamoDB Local prepares meanwhile, as its database's library logs it.
  private static Set<String> statementsOf(Runnable work) {
    Set<String> statements = ConcurrentHashMap.newKeySet();
    Handler handler = collector(statements);
    SQLITE.setLevel(Level.FINE);
    SQLITE.addHandler(handler);
    try {
      work.run();
    } finally {
      SQLITE.removeHandler(handler);
      SQLITE.setLevel(Level.WARNING);
    }
    return statements;
  }

  private static Handler collector(Set<String> statements) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        String message = entry.getMessage();
        int start = message.indexOf("prepare [");
        if (start >= 0) {
          statements.add(message.substring(start + "prepare [".length(), message.lastIndexOf(']')));
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static void startAndStop(Path data) {
    DynamoDbLocalServer.start(0, Optional.of(data)).close();
  }

  private static String plan(Path data, String sql) throws SQLiteException {
    SQLiteConnection connection =
        new SQLiteConnection(data.resolve("shared-local-instance.db").toFile());
    try {
      connection.openReadonly();
      SQLiteStatement statement = connection.prepare("EXPLAIN QUERY PLAN " + sql);
      StringBuilder plan = new StringBuilder();
      while (statement.step()) {
        plan.append(statement.columnString(3)).append('\n');
      }
      return plan.toString();
    } finally {
      connection.dispose();
    }
  }
}
