package orderflow.local.lambda;

import static orderflow.local.lambda.LambdaFixture.JSON;
import static orderflow.local.lambda.LambdaFixture.event;
import static orderflow.local.lambda.LambdaFixture.obedient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import orderflow.local.template.AsyncSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class InvokeApiTest {

  private static LambdaService lambda;
  private static AsyncQueue events;
  private static InvokeApi api;
  private static LambdaClient client;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    FunctionDefinition closed =
        FunctionDefinition.of("Closed", obedient().handler(), obedient().packageDirectory())
            .withReservedConcurrency(0);
    lambda = LambdaFixture.service(data, obedient().withAlias("live"), closed);
    events =
        new AsyncQueue(
            lambda,
            name -> AsyncSettings.DEFAULT,
            (bucket, key, json) -> {},
            RetryDelays.SHORT,
            InstantSource.system(),
            Optional.empty());
    events.start();
    api =
        new InvokeApi(
            lambda,
            events,
            (caller, arn) ->
                caller.equals("Stranger") ? Optional.of("No: " + arn) : Optional.empty(),
            0);
    client =
        LambdaClient.builder()
            .endpointOverride(URI.create(api.url()))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(
                override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    api.close();
    events.close();
    lambda.close();
  }

  @Test
  void sdk_invokes_by_name_alias_and_arn() throws Exception {
    InvokeResponse byName = invoke("Obedient", event("echo", "hello"));
    InvokeResponse byAlias = invoke("Obedient:live", event("context", ""));
    InvokeResponse byArn =
        invoke("arn:aws:lambda:eu-west-1:000000000000:function:Obedient", event("context", ""));

    assertThat(JSON.readTree(byName.payload().asUtf8String()).get("argument").textValue())
        .isEqualTo("hello");
    assertThat(byName.statusCode()).isEqualTo(200);
    assertThat(byName.executedVersion()).isEqualTo("$LATEST");
    assertThat(byName.functionError()).isNull();
    assertThat(byName.logResult()).isNull();
    assertThat(JSON.readTree(byAlias.payload().asUtf8String()).get("functionArn").textValue())
        .endsWith(":live");
    assertThat(JSON.readTree(byArn.payload().asUtf8String()).get("functionArn").textValue())
        .endsWith(":Obedient");
  }

  @Test
  void a_function_whose_role_does_not_allow_it_is_refused_with_403() {
    assertThatThrownBy(() ->
            client.invoke(call ->
                call.functionName("Obedient")
                    .qualifier("live")
                    .overrideConfiguration(override ->
                        override.credentialsProvider(
                            StaticCredentialsProvider.create(
                                AwsSessionCredentials.create("local", "local", "Stranger"))))))
        .isInstanceOfSatisfying(
            LambdaException.class,
            denied -> {
              assertThat(denied.statusCode()).isEqualTo(403);
              assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            })
        .hasMessageContaining("No: arn:aws:lambda:eu-west-1:000000000000:function:Obedient:live");
  }

  @Test
  void qualifier_parameter_names_the_alias() throws Exception {
    InvokeResponse response =
        client.invoke(call ->
            call.functionName("Obedient")
                .qualifier("live")
                .payload(SdkBytes.fromUtf8String(event("context", ""))));

    assertThat(JSON.readTree(response.payload().asUtf8String()).get("functionArn").textValue())
        .endsWith(":live");
  }

  @Test
  void error_of_the_function_is_status_200_with_function_error() throws Exception {
    InvokeResponse response = invoke("Obedient", event("throw", "no"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(JSON.readTree(response.payload().asUtf8String()).get("errorMessage").textValue())
        .isEqualTo("no");
  }

  @Test
  void log_type_tail_gives_the_log_in_base64() {
    InvokeResponse response =
        client.invoke(call ->
            call.functionName("Obedient")
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String(event("print", "a line"))));

    String log =
        new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    assertThat(log).contains("START RequestId: ").contains("a line").contains("REPORT RequestId: ");
  }

  @Test
  void dry_run_checks_and_runs_nothing() {
    long before = lambda.statistics().getLast().invocations();

    InvokeResponse response = invoke("Obedient", InvocationType.DRY_RUN);

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(lambda.statistics().getLast().invocations()).isEqualTo(before);
  }

  @Test
  void invocation_without_a_payload_gets_an_empty_event() {
    InvokeResponse response = client.invoke(call -> call.functionName("Obedient"));

    assertThat(response.payload().asUtf8String()).isEqualTo("{}");
  }

  @Test
  void event_is_answered_202_at_once_and_runs_under_the_request_id_of_the_answer() {
    InvokeResponse response =
        client.invoke(call ->
            call.functionName("Obedient")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(event("print", "later"))));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.payload().asUtf8String()).isEmpty();
    assertThat(response.functionError()).isNull();
    assertThat(Eventually.holds(events::idle)).isTrue();
    assertThat(lambda.logs().ofRequest(response.responseMetadata().requestId()))
        .extracting(LogLine::text)
        .contains("later");
  }

  @Test
  void event_may_have_one_megabyte_and_must_be_json() {
    String within = event("echo", "x".repeat(1024 * 1024 - event("echo", "").length()));

    assertThat(send(within).statusCode()).isEqualTo(202);
    assertThatThrownBy(() -> send(within + " "))
        .isInstanceOf(RequestTooLargeException.class)
        .hasMessageContaining("1048577 byte payload is too large for the Event invocation type");
    assertThatThrownBy(() -> send("{"))
        .isInstanceOf(InvalidRequestContentException.class)
        .hasMessageContaining("Could not parse request body into json");
  }

  @Test
  void event_for_an_unknown_function_is_not_found() {
    assertThatThrownBy(() -> invoke("Nobody", InvocationType.EVENT))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void unknown_invocation_type_is_refused() {
    assertThatThrownBy(
            () -> client.invoke(call -> call.functionName("Obedient").invocationType("Later")))
        .isInstanceOf(InvalidParameterValueException.class);
  }

  @Test
  void unknown_function_and_unknown_alias_are_not_found() {
    assertThatThrownBy(() -> invoke("Nobody", "{}"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "Function not found: arn:aws:lambda:eu-west-1:000000000000:function:Nobody");
    assertThatThrownBy(() -> invoke("Obedient:canary", "{}"))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void used_up_reserved_concurrency_is_too_many_requests() {
    assertThatThrownBy(() -> invoke("Closed", "{}"))
        .isInstanceOfSatisfying(
            TooManyRequestsException.class,
            error ->
                assertThat(error.reasonAsString())
                    .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded"));
  }

  @Test
  void payload_that_is_no_json_or_too_large_is_refused() {
    assertThatThrownBy(() -> invoke("Obedient", "{\"a\":"))
        .isInstanceOf(InvalidRequestContentException.class)
        .hasMessageContaining("Could not parse request body into json");
    assertThatThrownBy(() -> invoke("Obedient", event("echo", "x".repeat(6 * 1024 * 1024))))
        .isInstanceOf(RequestTooLargeException.class);
  }

  private static InvokeResponse invoke(String function, String payload) {
    return client.invoke(
        call -> call.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
  }

  private static InvokeResponse send(String payload) {
    return client.invoke(call ->
        call.functionName("Obedient")
            .invocationType(InvocationType.EVENT)
            .payload(SdkBytes.fromUtf8String(payload)));
  }

  private static InvokeResponse invoke(String function, InvocationType type) {
    return client.invoke(call -> call.functionName(function).invocationType(type));
  }
}
