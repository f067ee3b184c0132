package orderflow.kit.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import orderflow.kit.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the serializer to what the runtime's own one reads from samples that have every member.
class EventSerializerTest {
  private final EventSerializer serializer = new EventSerializer();

  @Test
  void the_runtime_finds_exactly_this_one_provider() {
    assertThat(ServiceLoader.load(CustomPojoSerializer.class).stream())
        .singleElement()
        .satisfies(provider -> assertThat(provider.type()).isEqualTo(EventSerializer.class));
  }

  @Test
  void an_http_event_reads_member_by_member_as_with_the_runtimes_own_serializer() {
    assertSameMembers(APIGatewayV2HTTPEvent.class, "http-event.json");
  }

  @Test
  void an_authorizer_event_reads_member_by_member_as_with_the_runtimes_own_serializer() {
    assertSameMembers(APIGatewayV2CustomAuthorizerEvent.class, "authorizer-event.json");
  }

  @Test
  void a_buckets_notification_reads_member_by_member_as_with_the_runtimes_own_serializer() {
    S3Event ours = serializer.fromJson(sample("s3-event.json"), S3Event.class);
    S3Event theirs =
        LambdaEventSerializers.serializerFor(S3Event.class, getClass().getClassLoader())
            .fromJson(sample("s3-event.json"));

    assertThat(ours.getRecords()).hasSize(1);
    assertThat(ours).usingRecursiveComparison().isEqualTo(theirs);
    assertEveryMemberIsSet(ours.getRecords().getFirst(), "S3EventNotificationRecord");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Records\":null,\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}",
        "{\"Records\":[]}"
      })
  void a_notification_without_records_is_an_empty_one(String json) {
    assertThat(serializer.<S3Event>fromJson(json, S3Event.class).getRecords()).isEmpty();
  }

  @Test
  void a_record_of_later_members_and_without_the_ones_of_today_is_read() {
    S3Event event =
        serializer.fromJson(
            "{\"Records\":[{\"glacierEventData\":{\"a\":[1]},\"s3\":{\"object\":{\"size\":null,"
                + "\"later\":[2]},\"bucket\":null}}]}",
            S3Event.class);

    assertThat(event.getRecords())
        .singleElement()
        .satisfies(record -> {
          assertThat(record.getEventTime()).isNull();
          assertThat(record.getS3().getBucket()).isNull();
          assertThat(record.getS3().getObject().getSizeAsLong()).isNull();
        });
  }

  @Test
  void records_that_are_no_objects_are_a_clear_error() {
    assertThatThrownBy(() -> serializer.fromJson("{\"Records\":[1]}", S3Event.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("S3Event");
  }

  @Test
  void an_answer_of_nothing_is_null() {
    CustomPojoSerializer asTheRuntimeSeesIt = serializer;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    asTheRuntimeSeesIt.toJson(null, out, Void.class);

    assertThat(out.toString(UTF_8)).isEqualTo("null");
  }

  @Test
  void values_of_a_lambda_authorizers_context_keep_their_types() {
    APIGatewayV2HTTPEvent event =
        serializer.fromJson(sample("http-event.json"), APIGatewayV2HTTPEvent.class);

    assertThat(event.getRequestContext().getAuthorizer().getLambda())
        .containsEntry("text", "t")
        .containsEntry("number", 7)
        .containsEntry("flag", true)
        .containsEntry("list", List.of(1, "two"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"requestContext\":null,\"headers\":null,\"cookies\":null,\"body\":null}",
        "{\"requestContext\":{\"http\":null,\"authorizer\":null},\"unknown\":{\"a\":[1]}}",
        "{\"requestContext\":{\"authorizer\":{\"lambda\":null,\"jwt\":null,\"iam\":null}}}"
      })
  void absent_null_and_unknown_members_are_no_fault(String json) {
    APIGatewayV2HTTPEvent event = serializer.fromJson(json, APIGatewayV2HTTPEvent.class);

    assertThat(event.getBody()).isNull();
    assertThat(event.getHeaders()).isNull();
    assertThat(event.getIsBase64Encoded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "\"x\"", "{\"routeKey\":{}}", "{\"routeKey\":", "nonsense"})
  void what_is_no_event_is_a_clear_error(String json) {
    assertThatThrownBy(() -> serializer.fromJson(json, APIGatewayV2HTTPEvent.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("APIGatewayV2HTTPEvent");
  }

  @Test
  void an_unknown_type_is_refused_by_name() {
    assertThatThrownBy(() -> serializer.fromJson("{}", SNSEvent.class))
        .hasMessageContaining("SNSEvent");
    assertThatThrownBy(() -> serializer.toJson("text", new ByteArrayOutputStream(), String.class))
        .hasMessageContaining("java.lang.String");
  }

  @Test
  void an_http_answer_is_written_as_the_runtimes_own_serializer_writes_it() {
    APIGatewayV2HTTPResponse response = new APIGatewayV2HTTPResponse();
    response.setStatusCode(201);
    response.setHeaders(Map.of("Location", "/v1/orders/\"1\""));
    response.setMultiValueHeaders(Map.of("Via", List.of("a", "b")));
    response.setCookies(List.of("c=1"));
    response.setBody("{\"é\":1}\n");
    response.setIsBase64Encoded(true);

    assertWritesTheSame(response, APIGatewayV2HTTPResponse.class);
  }

  @Test
  void an_authorizers_answer_is_written_as_the_runtimes_own_serializer_writes_it() {
    SimpleIAMPolicyResponse response = new SimpleIAMPolicyResponse();
    response.setIsAuthorized(true);
    response.setContext(Map.of("verdict", "ok"));

    assertWritesTheSame(response, SimpleIAMPolicyResponse.class);
  }

  private <T> void assertSameMembers(Class<T> type, String sample) {
    T ours = serializer.fromJson(sample(sample), type);
    T theirs =
        LambdaEventSerializers.serializerFor(type, getClass().getClassLoader())
            .fromJson(sample(sample));

    assertThat(ours).usingRecursiveComparison().isEqualTo(theirs);
    assertEveryMemberIsSet(ours, type.getSimpleName());
  }

  /// A member that the sample lacks, or that the reader forgets, would make the comparison blind.
  private static void assertEveryMemberIsSet(Object event, String path) {
    for (Method getter : getters(event)) {
      Object value = valueOf(getter, event);
      assertThat(value).as(path + "." + getter.getName()).isNotNull().isNotEqualTo(0L);
      if (value.getClass().getName().startsWith("com.amazonaws")) {
        assertEveryMemberIsSet(value, path + "." + getter.getName());
      }
    }
  }

  private static List<Method> getters(Object event) {
    return Stream.of(event.getClass().getDeclaredMethods())
        .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
        .toList();
  }

  private static Object valueOf(Method getter, Object event) {
    try {
      return getter.invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(getter + " cannot be read", e);
    }
  }

  private <T> void assertWritesTheSame(T value, Class<T> type) {
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    ByteArrayOutputStream theirs = new ByteArrayOutputStream();

    serializer.toJson(value, ours, type);
    JacksonFactory.getInstance().getSerializer(type).toJson(value, theirs);

    assertThat(JsonReader.readTrusted(ours.toByteArray()))
        .isEqualTo(JsonReader.readTrusted(theirs.toByteArray()));
  }

  private static String sample(String name) {
    try (InputStream in = EventSerializerTest.class.getResourceAsStream(name)) {
      return new String(java.util.Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
