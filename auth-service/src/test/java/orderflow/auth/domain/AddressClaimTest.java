package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AddressClaimTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final MailedCode CODE = new MailedCode("10AB2C3D");
  private static final MailedCode OTHER = new MailedCode("10AB2C3E");

  private final AddressClaim claim =
      AddressClaim.reset("clm_1", EmailAddress.parse("a@example.com").orElseThrow(), NOON);

  @Test
  void before_a_code_was_made_nothing_proves_it() {
    assertThat(claim.isProvedBy(CODE, NOON)).isFalse();
  }

  @Test
  void its_code_proves_it_for_a_quarter_of_an_hour() {
    AddressClaim issued = claim.issued(CODE, NOON);

    assertThat(issued.isProvedBy(CODE, NOON.plus(Duration.ofMinutes(15)).minusMillis(1))).isTrue();
    assertThat(issued.isProvedBy(CODE, NOON.plus(Duration.ofMinutes(15)))).isFalse();
    assertThat(issued.isProvedBy(OTHER, NOON)).isFalse();
  }

  @Test
  void a_fresh_code_takes_the_place_of_the_one_before() {
    AddressClaim again = claim.issued(CODE, NOON).issued(OTHER, NOON);

    assertThat(again.isProvedBy(CODE, NOON)).isFalse();
    assertThat(again.isProvedBy(OTHER, NOON)).isTrue();
    assertThat(again.issued()).isEqualTo(2);
  }

  @Test
  void after_five_wrong_codes_the_right_one_proves_nothing() {
    assertThat(tried(4).isProvedBy(CODE, NOON)).isTrue();
    assertThat(tried(5).isProvedBy(CODE, NOON)).isFalse();
  }

  @Test
  void mail_is_wanted_for_an_hour_and_once() {
    assertThat(claim.wantsMail(NOON.plus(Duration.ofHours(1)).minusMillis(1))).isTrue();
    assertThat(claim.wantsMail(NOON.plus(Duration.ofHours(1)))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(AddressClaim.Kind.class)
  void a_kind_is_read_from_its_text(AddressClaim.Kind kind) {
    assertThat(AddressClaim.Kind.parse(kind.text())).contains(kind);
    assertThat(AddressClaim.Kind.parse(kind.name())).isEmpty();
  }

  private AddressClaim tried(int tries) {
    AddressClaim.Code code = new AddressClaim.Code(CODE.hash("clm_1"), NOON.plusSeconds(60), tries);
    return new AddressClaim(
        "clm_1",
        claim.kind(),
        claim.email(),
        Optional.empty(),
        "",
        NOON,
        1,
        Optional.of(code),
        false);
  }
}
