package orderflow.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionNameTest {

  @ParameterizedTest
  @CsvSource({
    "Orders, Orders, ''",
    "Orders:live, Orders, live",
    "Orders:$LATEST, Orders, $LATEST",
    "arn:aws:lambda:eu-west-1:000000000000:function:Orders, Orders, ''",
    "arn:aws:lambda:eu-west-1:000000000000:function:Orders:live, Orders, live",
    "000000000000:function:Orders, Orders, ''",
    "function:Orders:live, Orders, live",
  })
  void every_way_to_name_a_function_is_understood(String text, String name, String qualifier) {
    FunctionName parsed = FunctionName.parse(text).orElseThrow();

    assertThat(parsed).isEqualTo(new FunctionName(name, qualifier));
  }

  @Test
  void other_text_is_no_name() {
    assertThat(FunctionName.parse("Orders/live")).isEmpty();
  }
}
