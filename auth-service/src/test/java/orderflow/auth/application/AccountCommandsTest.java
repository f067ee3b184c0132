package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.Role;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.NewKey;
import orderflow.dynamodblocal.Race;
import orderflow.dynamodblocal.TestTables;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class AccountCommandsTest {
  private final Fixture auth = new Fixture();

  @Test
  void the_first_seed_creates_and_the_same_again_changes_nothing() {
    SeedAccount.Result first = auth.seed("staff@example.com", Role.CUSTOMER, Role.STAFF);
    SeedAccount.Result second = auth.seed("STAFF@example.com", Role.STAFF, Role.CUSTOMER);

    Account account = account("staff@example.com");
    assertThat(first).isEqualTo(new SeedAccount.Result.Created(account.id()));
    assertThat(second).isEqualTo(new SeedAccount.Result.Unchanged(account.id()));
    assertThat(account.version()).isEqualTo(1);
    assertThat(account.status()).isEqualTo(Account.Status.ACTIVE);
    assertThat(account.createdAt()).isEqualTo(auth.clock.instant());
  }

  @Test
  void a_seed_with_another_password_and_roles_updates_the_account() {
    auth.ensureKeys.ensure("req-keys", auth.deadline());
    auth.seed("a@example.com", Role.CUSTOMER);

    SeedAccount.Result result =
        auth.seedAccount.seed(
            Fixture.description("a@example.com", "another password", Set.of(Role.ADMIN)),
            "req-2",
            auth.deadline());

    assertThat(result).isInstanceOf(SeedAccount.Result.Updated.class);
    assertThat(account("a@example.com").roles()).containsExactly(Role.ADMIN);
    assertThat(auth.logIn("a@example.com", "another password"))
        .isInstanceOf(LogIn.Result.Granted.class);
    assertThat(auth.logIn("a@example.com", Fixture.PASSWORD))
        .isInstanceOf(LogIn.Result.InvalidCredentials.class);
  }

  @Test
  void an_address_has_one_account_whoever_else_seeds_it_at_once() throws Exception {
    List<SeedAccount.Result> results =
        Race.of(8, () -> auth.seed("raced@example.com", Role.CUSTOMER));

    assertThat(results.stream().filter(SeedAccount.Result.Created.class::isInstance)).hasSize(1);
    assertThat(accountItems()).hasSize(1);
  }

  @Test
  void a_granted_role_is_audited_in_the_same_transaction() {
    auth.seed("a@example.com", Role.CUSTOMER);

    GrantRole.Result result =
        auth.grantRole.grant(Fixture.email("a@example.com"), Role.ADMIN, "req-9", auth.deadline());

    Account account = account("a@example.com");
    assertThat(result).isEqualTo(new GrantRole.Result.Granted(account));
    assertThat(account.roles()).containsExactlyInAnyOrder(Role.CUSTOMER, Role.ADMIN);
    assertThat(audit("role.granted"))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.get("target")).isEqualTo(AttributeValue.fromS(account.id()));
          assertThat(entry.get("detail")).isEqualTo(AttributeValue.fromS("admin"));
          assertThat(entry.get("requestId")).isEqualTo(AttributeValue.fromS("req-9"));
          assertThat(entry.get("gsi2pk")).isEqualTo(AttributeValue.fromS("TARGET#" + account.id()));
        });
  }

  @Test
  void a_role_granted_again_writes_nothing() {
    auth.seed("a@example.com", Role.CUSTOMER);
    auth.grantRole.grant(Fixture.email("a@example.com"), Role.STAFF, "req-1", auth.deadline());

    GrantRole.Result again =
        auth.grantRole.grant(Fixture.email("a@example.com"), Role.STAFF, "req-2", auth.deadline());

    assertThat(again).isEqualTo(new GrantRole.Result.Unchanged(account("a@example.com")));
    assertThat(audit("role.granted")).hasSize(1);
  }

  @Test
  void roles_granted_at_once_are_all_kept() throws Exception {
    auth.seed("a@example.com", Role.CUSTOMER);

    List<GrantRole.Result> results =
        Race.of(
            2,
            () ->
                auth.grantRole.grant(
                    Fixture.email("a@example.com"), Role.STAFF, "req-1", auth.deadline()));

    assertThat(results.stream().filter(GrantRole.Result.Granted.class::isInstance)).hasSize(1);
    assertThat(results.stream().filter(GrantRole.Result.Unchanged.class::isInstance)).hasSize(1);
    assertThat(account("a@example.com").version()).isEqualTo(2);
  }

  @Test
  void an_unknown_account_gets_no_role() {
    assertThat(
            auth.grantRole.grant(
                Fixture.email("x@example.com"), Role.ADMIN, "req-1", auth.deadline()))
        .isEqualTo(new GrantRole.Result.UnknownAccount());
  }

  @Test
  void keys_are_made_once_whoever_else_makes_them_at_once() throws Exception {
    List<EnsureKeys.Ensured> results =
        Race.of(16, () -> auth.ensureKeys.ensure("req-keys", auth.deadline()));

    assertThat(results.stream().filter(EnsureKeys.Ensured::created)).hasSize(1);
    assertThat(results.stream().map(EnsureKeys.Ensured::kid).collect(Collectors.toSet()))
        .singleElement()
        .satisfies(kid -> assertThat(auth.keys.signingKid()).contains(kid));
    assertThat(auth.ensureKeys.ensure("req-keys", auth.deadline()).created()).isFalse();
  }

  @Test
  void the_published_keys_hold_no_private_half() {
    auth.ensureKeys.ensure("req-keys", auth.deadline());

    String text = auth.keys.publicKeys().orElseThrow();

    assertThat(text).doesNotContain("\"d\"");
    assertThat(KeySet.parse(text).find(auth.keys.signingKid().orElseThrow())).isPresent();
  }

  @Test
  void the_first_key_is_in_the_audit_log() {
    auth.ensureKeys.ensure("req-first", auth.deadline());
    auth.ensureKeys.ensure("req-second", auth.deadline());

    assertThat(TestTables.scan(auth.tables.authTable()))
        .singleElement()
        .asString()
        .contains("keys.changed", "req-first", auth.keys.signingKid().orElseThrow());
  }

  @Test
  void an_empty_table_has_no_keys() {
    assertThat(auth.keys.signingKey()).isEmpty();
    assertThat(auth.keys.publicKeys()).isEmpty();
    assertThat(auth.keyRing.createFirst(NewKey.generate(), auth.entry(), auth.deadline())).isTrue();
    assertThat(auth.keyRing.createFirst(NewKey.generate(), auth.entry(), auth.deadline()))
        .isFalse();
  }

  private Account account(String email) {
    return auth.accounts.findByEmail(Fixture.email(email)).orElseThrow();
  }

  private List<Map<String, AttributeValue>> accountItems() {
    return items().stream()
        .filter(item -> AttributeValue.fromS("ACCOUNT").equals(item.get("sk")))
        .toList();
  }

  private List<Map<String, AttributeValue>> audit(String action) {
    return items().stream()
        .filter(item -> AttributeValue.fromS(action).equals(item.get("action")))
        .toList();
  }

  private List<Map<String, AttributeValue>> items() {
    return auth.tables.client().scan(scan -> scan.tableName(auth.tables.authTable())).items();
  }
}
