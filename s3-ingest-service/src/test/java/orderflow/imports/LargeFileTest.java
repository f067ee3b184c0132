package orderflow.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import orderflow.imports.csv.RowReader;
import orderflow.imports.csv.UnitReader;
import orderflow.imports.csv.UnreadableFileException;
import orderflow.imports.domain.ImportFormat;
import orderflow.imports.domain.ImportKind;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;

class LargeFileTest {
  private static final int ROWS = 50_000;

  @Test
  void fifty_thousand_rows_with_one_in_a_hundred_bad_add_up_and_are_not_sent_twice() {
    try (Desk desk = new Desk()) {
      byte[] file = file();
      desk.deliver(desk.put("incoming/products/large.csv", file));
      Desk.Answer first = desk.newest();
      int sent = desk.orders.invocations();

      desk.deliver(desk.put("incoming/products/again.csv", file));

      assertThat(Desk.counts(first)).isEqualTo("total=50000 created=49500 failed=500");
      assertThat(faultyRows(desk, first.text("id")))
          .isEqualTo(IntStream.range(0, 500).mapToObj(i -> i * 100L + 1).toList());
      assertThat(desk.orders.largestBatch()).isEqualTo(100);
      assertThat(Desk.counts(desk.newest())).isEqualTo("total=50000 duplicate=50000");
      assertThat(desk.orders.invocations()).isEqualTo(sent);
    }
  }

  @Test
  void memory_does_not_grow_with_the_file() throws Exception {
    try (InputStream file = new Rows(1_000_000)) {
      UnitReader units =
          new UnitReader(
              RowReader.open(file, ImportKind.PRODUCTS, ImportFormat.AUTO), ImportKind.PRODUCTS);
      read(units, 10_000);
      long before = usedBytes();

      long rows = read(units, Integer.MAX_VALUE);

      assertThat(rows).isEqualTo(990_000);
      assertThat(usedBytes() - before).isLessThan(4L * 1024 * 1024);
    }
  }

  private static long read(UnitReader units, int most) throws IOException, UnreadableFileException {
    long rows = 0;
    while (rows < most && units.next().isPresent()) {
      rows++;
    }
    return rows;
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static List<Long> faultyRows(Desk desk, String importId) {
    List<Long> rows = new ArrayList<>();
    String cursor = "";
    do {
      Desk.Call call =
          desk.staff("GET /v1/imports/{importId}/errors").path(importId).query("limit", "100");
      Desk.Answer page = (cursor.isEmpty() ? call : call.query("cursor", cursor)).send();
      page.data().forEach(fault -> rows.add(row(fault)));
      cursor = page.text("next");
    } while (!cursor.isEmpty());
    return rows;
  }

  private static long row(Json fault) {
    return Long.parseLong(((Json.Num) ((Json.Obj) fault).get("row").orElseThrow()).text());
  }

  private static byte[] file() {
    StringBuilder text = new StringBuilder("sku,name,amount,currency,stock,active\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(i % 100 == 0 ? "?" : "SKU-").append(i).append(",Mug ").append(i);
      text.append(",500,EUR,3,true\n");
    }
    return text.toString().getBytes(UTF_8);
  }

  /// A file that is made while it is read.
  private static final class Rows extends InputStream {
    private static final byte[] ROW = "SKU-1,\"A mug, blue\",500,EUR\n".getBytes(UTF_8);

    private final long rows;
    private byte[] now = "sku,name,amount,currency\n".getBytes(UTF_8);
    private int at;
    private long made;

    private Rows(long rows) {
      this.rows = rows;
    }

    @Override
    public int read() {
      if (at == now.length) {
        if (made == rows) {
          return -1;
        }
        made++;
        now = ROW;
        at = 0;
      }
      return now[at++];
    }

    @Override
    public int read(byte[] target, int from, int length) {
      int count = 0;
      for (int value = read(); value >= 0; value = count < length ? read() : -1) {
        target[from + count++] = (byte) value;
      }
      return count == 0 ? -1 : count;
    }
  }
}
