package orderflow.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import orderflow.local.template.S3Trigger;
import org.junit.jupiter.api.Test;

/// The rows of the conformance reference on S3 notification events.
class NotificationsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final List<String> functions = new ArrayList<>();
  private final List<String> payloads = new ArrayList<>();

  @Test
  void records_have_version_source_region_time_name_and_the_s3_part() throws Exception {
    send(trigger("s3:ObjectCreated:*", "", ""), created("incoming/orders/a.csv"));

    assertThat(JSON.readTree(payloads.getFirst()))
        .isEqualTo(
            JSON.readTree(
                """
                {"Records":[{
                  "eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1",
                  "eventTime":"2026-01-02T03:04:05.006Z","eventName":"ObjectCreated:Put",
                  "userIdentity":{"principalId":"AWS:LOCAL"},
                  "requestParameters":{"sourceIPAddress":"127.0.0.1"},
                  "responseElements":{"x-amz-request-id":"00000000000000AB",
                    "x-amz-id-2":"MDAwMDAwMDAwMDAwMDAwMEFC"},
                  "s3":{"s3SchemaVersion":"1.0","configurationId":"Uploaded",
                    "bucket":{"name":"uploads","ownerIdentity":{"principalId":"LOCAL"},
                      "arn":"arn:aws:s3:::uploads"},
                    "object":{"key":"incoming/orders/a.csv","size":3,
                      "eTag":"900150983cd24fb0d6963f7d28e17f72",
                      "sequencer":"0000000000000000AB"}}}]}
                """));
  }

  @Test
  void key_is_url_encoded_with_plus_for_space() throws Exception {
    send(trigger("s3:ObjectCreated:*", "", ""), created("incoming/orders/my file+ä@b%.csv"));

    assertThat(object().path("key").asText())
        .isEqualTo("incoming/orders/my+file%2B%C3%A4%40b%25.csv");
  }

  @Test
  void a_removal_has_no_size_and_no_etag() throws Exception {
    send(trigger("s3:ObjectRemoved:*", "", ""), removed(Optional.empty()));

    assertThat(object().has("size")).isFalse();
    assertThat(object().has("eTag")).isFalse();
    assertThat(object().has("versionId")).isFalse();
  }

  @Test
  void a_version_is_named_when_there_is_one() throws Exception {
    send(trigger("s3:ObjectRemoved:*", "", ""), removed(Optional.of("v1")));

    assertThat(object().path("versionId").asText()).isEqualTo("v1");
  }

  @Test
  void names_of_events_match_exactly_or_by_their_wildcard() {
    ObjectEvent put = created("a");

    assertThat(isSent(trigger("s3:ObjectCreated:Put", "", ""), put)).isTrue();
    assertThat(isSent(trigger("s3:ObjectCreated:*", "", ""), put)).isTrue();
    assertThat(isSent(trigger("s3:*", "", ""), put)).isTrue();
    assertThat(isSent(trigger("s3:ObjectCreated:Copy", "", ""), put)).isFalse();
    assertThat(isSent(trigger("s3:ObjectRemoved:*", "", ""), put)).isFalse();
  }

  @Test
  void prefix_and_suffix_are_compared_with_the_decoded_key() {
    ObjectEvent put = created("incoming/a b.csv");

    assertThat(isSent(trigger("s3:ObjectCreated:*", "incoming/a b", ".csv"), put)).isTrue();
    assertThat(isSent(trigger("s3:ObjectCreated:*", "incoming/a+b", ".csv"), put)).isFalse();
    assertThat(isSent(trigger("s3:ObjectCreated:*", "incoming/", ".xml"), put)).isFalse();
    assertThat(isSent(trigger("s3:ObjectCreated:*", "a b", ""), put)).isFalse();
  }

  @Test
  void another_bucket_sends_nothing_and_each_matching_trigger_once() {
    S3Trigger other =
        new S3Trigger("Other", "reports", "Id", List.of("s3:ObjectCreated:*"), "", "");
    S3Trigger second =
        new S3Trigger("Second", "uploads", "Id", List.of("s3:ObjectCreated:*", "s3:*"), "", "");

    new Notifications(
            List.of(other, trigger("s3:ObjectCreated:*", "", ""), second),
            (function, payload) -> functions.add(function))
        .accept(created("a"));

    assertThat(functions).containsExactly("Importer", "Second");
  }

  private JsonNode object() throws JsonProcessingException {
    return JSON.readTree(payloads.getFirst()).at("/Records/0/s3/object");
  }

  private boolean isSent(S3Trigger trigger, ObjectEvent event) {
    payloads.clear();
    send(trigger, event);
    return !payloads.isEmpty();
  }

  private void send(S3Trigger trigger, ObjectEvent event) {
    new Notifications(List.of(trigger), (function, payload) -> payloads.add(payload)).accept(event);
  }

  private static S3Trigger trigger(String event, String prefix, String suffix) {
    return new S3Trigger("Importer", "uploads", "Uploaded", List.of(event), prefix, suffix);
  }

  private static ObjectEvent created(String key) {
    return new ObjectEvent(
        ObjectEvent.Kind.PUT,
        "uploads",
        key,
        OptionalLong.of(3),
        Optional.of("900150983cd24fb0d6963f7d28e17f72"),
        Optional.empty(),
        "0000000000000000AB",
        Instant.parse("2026-01-02T03:04:05.006Z"));
  }

  private static ObjectEvent removed(Optional<String> version) {
    return new ObjectEvent(
        ObjectEvent.Kind.DELETE,
        "uploads",
        "a",
        OptionalLong.empty(),
        Optional.empty(),
        version,
        "0000000000000000AB",
        Instant.EPOCH);
  }
}
