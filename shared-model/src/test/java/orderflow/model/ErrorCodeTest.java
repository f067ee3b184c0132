package orderflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

  @Test
  void the_wire_form_is_lower_snake_case() {
    assertThat(ErrorCode.OUT_OF_STOCK.code()).isEqualTo("out_of_stock");
    assertThat(ErrorCode.OUT_OF_STOCK.type()).isEqualTo("/problems/out_of_stock");
  }

  @ParameterizedTest
  @EnumSource
  void every_code_is_an_error_that_says_what_to_do(ErrorCode code) {
    assertThat(code.status()).isBetween(400, 599);
    assertThat(code.title()).isNotBlank().doesNotEndWith(".");
    assertThat(code.help()).endsWith(".");
  }
}
