package orderflow.imports.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orderflow.imports.domain.ImportFormat;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.Notation;
import orderflow.imports.domain.Position;
import orderflow.imports.domain.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {
  private static final String HEADER = "sku,name,amount,currency\n";

  @Test
  void rows_come_with_number_line_and_cells() throws Exception {
    List<Row> rows = rows(HEADER + "A,\"two\nlines, \"\"quoted\"\"\",1,EUR\n\nB,Ü,2,EUR");

    assertThat(rows)
        .extracting(Row::number, Row::line, Row::cells)
        .containsExactly(
            tuple(1L, 2L, List.of("A", "two\nlines, \"quoted\"", "1", "EUR")),
            tuple(2L, 5L, List.of("B", "Ü", "2", "EUR")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void every_line_end_will_do(String end) throws Exception {
    List<Row> rows = rows((HEADER + "A,a,1,EUR\n\n\nB,b,2,EUR\n").replace("\n", end));

    assertThat(rows).extracting(Row::line).containsExactly(2L, 5L);
    assertThat(rows).extracting(row -> row.cells().getFirst()).containsExactly("A", "B");
  }

  @ParameterizedTest
  @EnumSource(names = "JSON_LINES", mode = EnumSource.Mode.EXCLUDE)
  void the_header_tells_what_separates_cells_and_the_others_are_text(Notation separator)
      throws Exception {
    String file =
        "sku,\"name\",amount,currency\nA,\"x\"\"|;\n,\t\",1,EUR\n".replace(",", separator.wire());

    RowReader reader = open(file.getBytes(UTF_8));
    Row row = reader.next().orElseThrow();

    assertThat(reader.header().notation()).isEqualTo(separator);
    assertThat(row.cells())
        .containsExactly("A", "x\"|;\n,\t".replace(",", separator.wire()), "1", "EUR");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_column() throws Exception {
    assertThat(rows("\uFEFF" + HEADER + "A,a,1,EUR\n")).hasSize(1);
  }

  @Test
  void a_reader_goes_on_at_every_boundary_of_an_earlier_one() throws Exception {
    byte[] file = (HEADER + "A,\"x\r\ny\",1,EUR\r\nB,Ü,2,EUR\r\rC,,3,EUR").getBytes(UTF_8);
    RowReader whole =
        RowReader.open(new ByteArrayInputStream(file), ImportKind.PRODUCTS, ImportFormat.AUTO);
    List<Position> boundaries = new ArrayList<>();
    List<Row> all = new ArrayList<>();
    boundaries.add(whole.position());
    for (Optional<Row> row = whole.next(); row.isPresent(); row = whole.next()) {
      all.add(row.get());
      boundaries.add(whole.position());
    }

    for (int i = 0; i < boundaries.size(); i++) {
      Position at = boundaries.get(i);
      InputStream rest =
          new ByteArrayInputStream(Arrays.copyOfRange(file, (int) at.offset(), file.length));

      assertThat(rest(RowReader.resume(rest, whole.header(), at)))
          .isEqualTo(all.subList(i, all.size()));
    }
    assertThat(all).hasSize(3);
  }

  @Test
  void a_record_may_lie_across_the_ends_of_buffers_and_reads() throws Exception {
    String cell = "ü\"\"".repeat(9_000);
    String file = HEADER + ("A,\"" + cell + "\",1,EUR\r\n").repeat(9);

    List<Row> rows =
        rest(
            RowReader.open(
                trickling(file.getBytes(UTF_8)), ImportKind.PRODUCTS, ImportFormat.AUTO));

    assertThat(rows).hasSize(9).allMatch(row -> row.cells().get(1).equals("ü\"".repeat(9_000)));
  }

  @ParameterizedTest
  @EnumSource(names = "JSON_LINES", mode = EnumSource.Mode.EXCLUDE)
  void records_are_cut_where_fast_csv_cuts_them(Notation separator) throws Exception {
    Random random = new Random(7);
    String alphabet = "a,;\t\"\n\r ";
    int compared = 0;
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(random.nextInt(14), 0, alphabet.length())
              .mapToObj(index -> alphabet.substring(index, index + 1))
              .collect(Collectors.joining());
      Optional<List<List<String>>> theirs = fastCsv(text, separator);
      if (theirs.isPresent()) {
        assertThat(cut(text, separator)).as(text).isEqualTo(theirs.get());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(5_000);
  }

  @Test
  void a_byte_that_is_no_utf_8_is_named_with_line_and_offset() {
    byte[] file = (HEADER + "A,a,1,EUR\nB,Ü,1,EUR\n").getBytes(ISO_8859_1);

    assertThatThrownBy(() -> rest(open(file)))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            e -> {
              assertThat(e.failure().code()).isEqualTo("not_utf8");
              assertThat(e.failure().detail())
                  .isEqualTo("line 3 has a byte that is no UTF-8 at offset 37 of the file");
            });
  }

  @Test
  void a_file_that_ends_inside_a_character_is_no_utf_8() {
    byte[] file = (HEADER + "A,Ü").getBytes(UTF_8);

    assertThatThrownBy(() -> rest(open(Arrays.copyOf(file, file.length - 1))))
        .hasMessageContaining("no UTF-8 at offset 27");
  }

  @Test
  void a_record_that_never_ends_is_refused_before_it_fills_memory() {
    byte[] file = (HEADER + "\"" + "x\n".repeat(200_000)).getBytes(UTF_8);

    assertThatThrownBy(() -> rest(open(file)))
        .hasMessageContaining("line 2 is longer than 65536 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A,\"x", "A,\"x\"y,1,EUR", "A,x", "A,x,1,EUR,more"})
  void a_row_that_cannot_be_taken_apart_says_so_and_the_next_one_is_read(String row)
      throws Exception {
    String file = HEADER + (row.equals("A,\"x") ? row : row + "\nB,b,1,EUR\n");

    List<Row> rows = rows(file);

    assertThat(rows.getFirst().malformed()).isNotEmpty();
    assertThat(rows.subList(1, rows.size())).allMatch(next -> next.malformed().isEmpty());
  }

  @Test
  void a_header_with_several_faults_names_them_all() {
    assertThatThrownBy(() -> rows("sku,sku,colour,name\n"))
        .hasMessageContaining("missing: amount, currency")
        .hasMessageContaining("unknown: colour")
        .hasMessageContaining("twice: sku");
  }

  @Test
  void columns_may_stand_in_any_order_beside_the_column_of_errors() throws Exception {
    RowReader reader = open("errors,currency,amount,name,sku\nx,EUR,1,'=1+1,A\n".getBytes(UTF_8));
    Row row = reader.next().orElseThrow();

    assertThat(reader.header().inOrder(row.cells()))
        .containsExactly("A", "=1+1", "1", "EUR", "", "");
  }

  private static List<Row> rows(String file) throws IOException, UnreadableFileException {
    return rest(open(file.getBytes(UTF_8)));
  }

  private static RowReader open(byte[] file) throws IOException, UnreadableFileException {
    return RowReader.open(new ByteArrayInputStream(file), ImportKind.PRODUCTS, ImportFormat.AUTO);
  }

  private static List<Row> rest(RowReader reader) throws IOException, UnreadableFileException {
    List<Row> rows = new ArrayList<>();
    for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
      rows.add(row.get());
    }
    return rows;
  }

  /// Gives a prime number of bytes a read.
  private static InputStream trickling(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int from, int length) {
        return super.read(target, from, Math.min(length, 1009));
      }
    };
  }

  /// What FastCSV makes of the whole text; nothing when it refuses it.
  private static Optional<List<List<String>>> fastCsv(String text, Notation separator) {
    try {
      return Optional.of(
          CsvReader.builder()
              .fieldSeparator(separator.separator())
              .allowUnclosedQuote(false)
              .ofCsvRecord(text)
              .stream()
              .map(CsvRecord::getFields)
              .toList());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static List<List<String>> cut(String text, Notation separator)
      throws IOException, UnreadableFileException {
    RecordSplitter splitter =
        new RecordSplitter(new ByteArrayInputStream(text.getBytes(UTF_8)), 0, 0);
    splitter.cutAs(separator);
    CsvText texts = new CsvText();
    List<List<String>> records = new ArrayList<>();
    for (Optional<RawRecord> next = splitter.next(); next.isPresent(); next = splitter.next()) {
      records.add(
          ((CsvText.Taken) CsvText.fields(texts.decode(next.get(), 0), separator)).fields());
    }
    return records;
  }

  @Test
  void formula_cells_are_made_inert_and_come_back_as_they_were() {
    for (String cell : List.of("=1", "+1", "-1", "@x", "\tx", "'=1", "''=1", "'", "x", "", "a=1")) {
      assertThat(FormulaGuard.off(FormulaGuard.on(cell))).isEqualTo(cell);
    }
    assertThat(IntStream.range(0, 4).mapToObj(i -> FormulaGuard.on("=+-@".substring(i))))
        .allMatch(cell -> cell.startsWith("'"));
  }
}
