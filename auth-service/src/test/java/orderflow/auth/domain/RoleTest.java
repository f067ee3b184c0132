package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RoleTest {

  @Test
  void a_customer_reads_and_writes_orders() {
    assertThat(Role.scope(Set.of(Role.CUSTOMER))).isEqualTo("orders:read orders:write");
  }

  @Test
  void staff_adds_the_scopes_of_the_shop_floor() {
    assertThat(Role.scope(Set.of(Role.CUSTOMER, Role.STAFF)))
        .isEqualTo(
            "catalog:write fulfilment:write imports:write orders:read orders:write refunds:write");
  }

  @Test
  void an_admin_has_every_scope() {
    assertThat(Role.scope(Set.of(Role.ADMIN)).split(" ", -1))
        .contains("accounts:admin", "jobs:admin", "catalog:write")
        .hasSize(8);
  }

  @Test
  void the_page_on_scopes_says_what_each_role_gives() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "how-to", "add-a-scope.md"));

    assertThat(Role.values())
        .allSatisfy(role ->
            assertThat(page)
                .contains("| `" + role.text() + "` | `" + Role.scope(Set.of(role)) + "` |"));
  }

  @Test
  void roles_are_written_in_the_order_of_rank() {
    assertThat(Role.texts(Set.of(Role.ADMIN, Role.CUSTOMER)))
        .isEqualTo(List.of("customer", "admin"));
  }

  @Test
  void an_unknown_role_has_no_reading() {
    assertThat(Role.parse("root")).isEmpty();
    assertThat(Role.parse("ADMIN")).isEmpty();
    assertThat(Role.parse("admin")).contains(Role.ADMIN);
  }
}
