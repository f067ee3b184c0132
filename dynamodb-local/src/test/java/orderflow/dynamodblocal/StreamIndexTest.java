package orderflow.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteStatement;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamIndexTest {

  @Test
  void the_records_of_a_shard_are_found_by_the_index(@TempDir Path data) throws SQLiteException {
    startAndStop(data);

    String plan = plan(data.resolve("shared-local-instance.db"));

    assertThat(plan).contains("INDEX us_by_shard");
  }

  @Test
  void a_database_that_has_the_index_is_opened_again(@TempDir Path data) throws SQLiteException {
    startAndStop(data);

    startAndStop(data);

    assertThat(plan(data.resolve("shared-local-instance.db"))).contains("INDEX us_by_shard");
  }

  private static void startAndStop(Path data) {
    DynamoDbLocalServer.start(0, Optional.of(data)).close();
  }

  private static String plan(Path file) throws SQLiteException {
    SQLiteConnection connection = new SQLiteConnection(file.toFile());
    try {
      connection.openReadonly();
      SQLiteStatement statement =
          connection.prepare(
              "EXPLAIN QUERY PLAN SELECT MIN(SequenceNumber) FROM us WHERE ShardID = 'shard'");
      statement.step();
      return statement.columnString(3);
    } finally {
      connection.dispose();
    }
  }
}
