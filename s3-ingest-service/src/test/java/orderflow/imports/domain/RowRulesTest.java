package orderflow.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowRulesTest {

  @Test
  void blanks_around_a_value_do_not_count_and_empty_cells_have_their_defaults() {
    Checked<ProductRow> row =
        RowRules.product(
            Map.of("sku", " A ", "name", "Mug", "amount", "1999", "currency", "EUR", "stock", ""));

    assertThat(row)
        .isEqualTo(
            new Checked.Good<>(new ProductRow("A", "Mug", 1999, "EUR", Optional.empty(), true)));
  }

  @ParameterizedTest
  @CsvSource({
    "sku,-A,wrong_form",
    "sku,'',required",
    "amount,19.99,wrong_form",
    "amount,9007199254740992,out_of_range",
    "currency,eur,wrong_form",
    "stock,1000000001,out_of_range",
    "active,yes,wrong_form"
  })
  void a_bad_cell_is_named_with_its_column(String column, String value, String code) {
    Map<String, String> cells =
        new HashMap<>(Map.of("sku", "A", "name", "Mug", "amount", "1", "currency", "EUR"));
    cells.put(column, value);

    assertThat(RowRules.product(cells))
        .isInstanceOfSatisfying(
            Checked.Bad.class,
            bad ->
                assertThat(((Checked.Bad<?>) bad).faults())
                    .singleElement()
                    .satisfies(fault -> {
                      assertThat(fault.column()).contains(column);
                      assertThat(fault.code()).isEqualTo(code);
                      assertThat(fault.excerpt()).isEqualTo(Excerpt.of(value));
                    }));
  }

  @Test
  void excerpts_are_short_and_show_neither_addresses_nor_long_numbers() {
    assertThat(Excerpt.of("call anna@example.com or 4111 1111 1111 1111"))
        .isEqualTo("call *** or ***");
    assertThat(Excerpt.of("x".repeat(100_000))).hasSize(41).endsWith("…");
    assertThat(Excerpt.of("a\u0007b")).isEqualTo("a\uFFFDb");
  }

  @Test
  void a_row_cannot_count_twice() {
    Counts counts = Counts.unprocessed(2).plus(RowOutcome.CREATED, 2);

    assertThat(counts.total()).isEqualTo(2);
    assertThatThrownBy(() -> counts.plus(RowOutcome.FAILED, 1)).hasMessageContaining("0 are left");
  }

  @Test
  void sequencers_of_different_lengths_compare_as_if_filled_up_on_the_right() {
    assertThat(Sequencer.of("0055AED6DCD90281E5")).isEqualTo(Sequencer.of("0055aed6dcd90281e500"));
    assertThat(Sequencer.of("0055AED6")).isLessThan(Sequencer.of("0055AED601"));
    assertThat(Sequencer.of("")).isLessThan(Sequencer.of("01"));
  }

  @Test
  void tolerance_is_passed_by_one_row_more() {
    Counts two = Counts.unprocessed(100).plus(RowOutcome.FAILED, 2);

    assertThat(new Tolerance.Rows(2).isPassedBy(two)).isFalse();
    assertThat(new Tolerance.Rows(1).isPassedBy(two)).isTrue();
    assertThat(new Tolerance.Percent(2).isPassedBy(two)).isFalse();
    assertThat(new Tolerance.Percent(1).isPassedBy(two)).isTrue();
  }
}
