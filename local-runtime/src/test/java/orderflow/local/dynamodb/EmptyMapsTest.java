package orderflow.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class EmptyMapsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void an_empty_map_gets_its_type_back_at_every_depth() throws JsonProcessingException {
    JsonNode image =
        JSON.readTree(
            """
            {"a": {}, "b": {"M": {"c": {}, "d": {"L": [{}, {"S": ""}]}}}, "e": {"L": []}}\
            """);

    EmptyMaps.mend(image);

    assertThat(image)
        .isEqualTo(
            JSON.readTree(
                """
                {"a": {"M": {}},
                 "b": {"M": {"c": {"M": {}}, "d": {"L": [{"M": {}}, {"S": ""}]}}},
                 "e": {"L": []}}\
                """));
  }

  @Test
  void an_image_that_is_not_there_stays_so() {
    JsonNode missing = JSON.createObjectNode().path("OldImage");

    EmptyMaps.mend(missing);

    assertThat(missing.isMissingNode()).isTrue();
  }
}
