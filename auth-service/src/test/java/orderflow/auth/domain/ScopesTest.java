package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScopesTest {

  @Test
  void scopes_are_sorted_and_each_is_there_once() {
    assertThat(Scopes.parse("orders:write orders:read orders:write"))
        .hasValueSatisfying(
            scopes -> assertThat(scopes.text()).isEqualTo("orders:read orders:write"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "orders", "ORDERS:READ", "orders:read ", "orders:read  orders:write"})
  void what_is_not_known_or_not_separated_by_one_space_is_no_scope(String text) {
    assertThat(Scopes.parse(text)).isEmpty();
  }

  @Test
  void an_administrator_has_every_scope() {
    assertThat(Scopes.KNOWN.text()).isEqualTo(Role.scope(List.of(Role.ADMIN)));
  }

  @Test
  void more_includes_less_and_not_the_other_way() {
    Scopes less = new Scopes(List.of("orders:read"));
    Scopes more = new Scopes(List.of("orders:write", "orders:read"));

    assertThat(more.includes(less)).isTrue();
    assertThat(less.includes(more)).isFalse();
  }
}
