package orderflow.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportSchemaTest {

  @ParameterizedTest
  @EnumSource
  void a_row_of_the_examples_is_good_and_one_without_a_required_cell_is_not(ImportKind kind) {
    Map<String, String> examples = new HashMap<>();
    ImportSchema.of(kind)
        .columns()
        .forEach(column -> examples.put(column.name(), column.example()));

    assertThat(check(kind, examples)).isInstanceOf(Checked.Good.class);
    for (Column column : ImportSchema.of(kind).columns()) {
      Map<String, String> without = new HashMap<>(examples);
      without.put(column.name(), " ");
      assertThat(check(kind, without))
          .as(column.name())
          .isInstanceOf(column.required() ? Checked.Bad.class : Checked.Good.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void names_are_told_once_and_every_column_says_what_it_means(ImportKind kind) {
    assertThat(kind.columns()).doesNotHaveDuplicates().containsAll(kind.required());
    assertThat(ImportSchema.of(kind).columns())
        .allSatisfy(column -> {
          assertThat(column.meaning()).isNotBlank();
          assertThat(column.example()).isNotBlank();
        });
  }

  private static Checked<?> check(ImportKind kind, Map<String, String> row) {
    return switch (kind) {
      case PRODUCTS -> RowRules.product(row);
      case ORDERS -> RowRules.order(row);
    };
  }
}
