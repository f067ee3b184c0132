package orderflow.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipImportTest {
  private static final String HEADER = "sku,name,amount,currency,stock,active\n";
  private static final String KEY = "incoming/products/f.csv.gz";

  private final Desk desk = new Desk(Map.of("IMPORT_PARALLELISM", "1", "IMPORT_BATCH_SIZE", "5"));

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_compressed_file_is_read_as_what_it_holds_and_known_by_its_own_bytes() throws Exception {
    byte[] file = gzip(HEADER + rows(0, 40));

    desk.deliver(desk.put(KEY, file));
    desk.deliver(desk.put("incoming/products/again.csv.gz", file));

    Desk.Answer first = desk.get(desk.newest().text("duplicateOf"));
    assertThat(Desk.counts(first)).isEqualTo("total=40 created=40");
    assertThat(first.text("checksum"))
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
    assertThat(desk.orders.effects()).isEqualTo(40);
  }

  @Test
  void members_follow_each_other_and_what_is_none_at_the_end_is_left_alone() {
    byte[] file =
        joined(gzip(HEADER + rows(0, 7)), gzip(rows(7, 30)), gzip(""), gzip(rows(30, 40)));

    desk.deliver(desk.put(KEY, file));
    Desk.Answer whole = desk.newest();
    desk.deliver(desk.put("incoming/products/tail.csv.gz", joined(file, "tail".getBytes(UTF_8))));

    assertThat(Desk.counts(whole)).isEqualTo("total=40 created=40");
    assertThat(desk.newest().text("status")).isEqualTo("succeeded");
    assertThat(Desk.counts(desk.newest())).startsWith("total=40");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 7, 9, 11})
  void a_compressed_file_goes_on_at_its_checkpoint(int move) {
    AtMove cancelling = new AtMove(move, () -> steer("cancellation"));
    desk.reader(cancelling)
        .handleRequest(desk.put(KEY, gzip(HEADER + rows(0, 40))), Desk.context(60_000));

    steer("resumption");
    desk.deliver(desk.continuation().orElseThrow());

    assertThat(cancelling.happened()).isTrue();
    assertThat(Desk.counts(desk.newest())).isEqualTo("total=40 created=40");
    assertThat(desk.orders.effects()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 12, 30, 100})
  void a_file_that_is_cut_off_has_no_effect_and_says_so(int bytes) {
    desk.deliver(desk.put(KEY, Arrays.copyOf(gzip(HEADER + rows(0, 40)), bytes)));

    assertThat(desk.newest().text("status")).isEqualTo("failed");
    assertThat(desk.newest().body()).contains("gzip_damaged");
    assertThat(desk.orders.effects()).isZero();
  }

  @Test
  void a_damaged_byte_is_found() {
    byte[] file = gzip(HEADER + rows(0, 40));
    file[file.length - 6] ^= 1;

    desk.deliver(desk.put(KEY, file));

    assertThat(desk.newest().body()).contains("gzip_damaged");
    assertThat(desk.orders.effects()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "A\n"})
  void a_small_file_that_holds_very_much_is_refused(String line) {
    desk.deliver(desk.put(KEY, gzip(HEADER + line.repeat(40_000_000 / line.length()))));

    assertThat(desk.newest().text("status")).isEqualTo("failed");
    assertThat(desk.newest().body()).contains("gzip_too_large");
    assertThat(desk.orders.effects()).isZero();
  }

  private void steer(String step) {
    String route =
        step.equals("cancellation")
            ? "POST /v1/imports/{importId}/cancellation"
            : "POST /v1/imports/{importId}/resumption";
    Desk.Answer answer =
        desk.staff(route).path(desk.newest().text("id")).header("idempotency-key", step).send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static String rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("SKU-%d,Mug,500,EUR,3,true\n"::formatted)
        .collect(Collectors.joining());
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
