package orderflow.local.lambda;

import static orderflow.local.lambda.LambdaFixture.event;
import static orderflow.local.lambda.LambdaFixture.finished;
import static orderflow.local.lambda.LambdaFixture.obedient;
import static orderflow.local.lambda.LambdaFixture.order;
import static orderflow.local.lambda.LambdaFixture.payload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvocationTest {

  private static LambdaService lambda;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    lambda =
        LambdaFixture.service(
            data,
            obedient()
                .withMemory(256)
                .withAlias("live")
                .withEnvironment(Map.of("COLOUR", "blue", "TZ", "CET")));
  }

  @AfterAll
  static void stop() {
    lambda.close();
  }

  @Test
  void success_gives_the_answer_and_version_latest() throws Exception {
    InvocationOutcome outcome = lambda.invoke(order("echo", "Grüße"));

    assertThat(payload(outcome).get("argument").textValue()).isEqualTo("Grüße");
    assertThat(finished(outcome).failed()).isFalse();
    assertThat(finished(outcome).executedVersion()).isEqualTo("$LATEST");
  }

  @Test
  void no_result_gives_null() {
    InvocationOutcome outcome = lambda.invoke(order("return nothing", ""));

    assertThat(finished(outcome).payload()).isEqualTo("null");
  }

  @Test
  void exception_of_the_handler_is_an_unhandled_error_with_its_trace() throws Exception {
    InvocationOutcome outcome = lambda.invoke(order("throw", "no such colour"));

    JsonNode error = payload(outcome);
    assertThat(finished(outcome).failed()).isTrue();
    assertThat(error.get("errorMessage").textValue()).isEqualTo("no such colour");
    assertThat(error.get("errorType").textValue()).isEqualTo("java.lang.IllegalArgumentException");
    assertThat(error.get("stackTrace").get(0).textValue()).contains("Obedient.handleRequest");
    assertThat(finished(outcome).logTail()).contains("no such colour");
  }

  @Test
  void exit_of_the_process_is_an_exit_error_and_the_next_call_gets_a_new_process()
      throws Exception {
    JsonNode before = payload(lambda.invoke(order("process", "")));

    InvocationOutcome outcome = lambda.invoke(order("exit", "127"));

    JsonNode after = payload(lambda.invoke(order("process", "")));
    String id = finished(outcome).requestId();
    assertThat(finished(outcome).failed()).isTrue();
    assertThat(payload(outcome).get("errorType").textValue()).isEqualTo("Runtime.ExitError");
    assertThat(payload(outcome).get("errorMessage").textValue())
        .isEqualTo("RequestId: " + id + " Error: Runtime exited with error: exit status 127");
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void exit_with_code_zero_is_an_exit_without_a_reason() throws Exception {
    InvocationOutcome outcome = lambda.invoke(order("exit", "0"));

    assertThat(payload(outcome).get("errorMessage").textValue())
        .isEqualTo(
            "RequestId: "
                + finished(outcome).requestId()
                + " Error: Runtime exited without providing a reason");
  }

  @Test
  void exhausted_memory_is_reported_and_the_process_replaced() throws Exception {
    JsonNode before = payload(lambda.invoke(order("process", "")));

    InvocationOutcome outcome = lambda.invoke(order("exhaust memory", ""));

    JsonNode after = payload(lambda.invoke(order("process", "")));
    assertThat(payload(outcome).get("errorType").textValue())
        .isEqualTo("java.lang.OutOfMemoryError");
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void warm_invocations_share_a_process_and_only_the_first_has_an_init_duration() throws Exception {
    InvocationOutcome first = lambda.invoke(order("process", ""));
    InvocationOutcome second = lambda.invoke(order("process", ""));

    assertThat(payload(second)).isEqualTo(payload(first));
    assertThat(finished(second).report().cold()).isFalse();
    assertThat(finished(second).report().line()).doesNotContain("Init Duration");
    assertThat(finished(second).report().usedMegabytes()).isPositive();
  }

  @Test
  void environment_is_the_one_of_lambda_and_the_template_and_no_other() throws Exception {
    JsonNode environment = payload(lambda.invoke(order("environment", "")));

    assertThat(environment.get("COLOUR").textValue()).isEqualTo("blue");
    assertThat(environment.get("AWS_LAMBDA_FUNCTION_NAME").textValue()).isEqualTo("Obedient");
    assertThat(environment.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").textValue()).isEqualTo("256");
    assertThat(environment.get("AWS_LAMBDA_FUNCTION_VERSION").textValue()).isEqualTo("$LATEST");
    assertThat(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE").textValue())
        .isEqualTo("on-demand");
    assertThat(environment.get("AWS_LAMBDA_LOG_GROUP_NAME").textValue())
        .isEqualTo("/aws/lambda/Obedient");
    assertThat(environment.get("AWS_LAMBDA_LOG_STREAM_NAME").textValue()).contains("/[$LATEST]");
    assertThat(environment.get("AWS_LAMBDA_RUNTIME_API").textValue())
        .startsWith("127.0.0.1:")
        .contains("/Obedient/");
    assertThat(environment.get("AWS_REGION").textValue()).isEqualTo("eu-west-1");
    assertThat(environment.get("AWS_DEFAULT_REGION").textValue()).isEqualTo("eu-west-1");
    assertThat(environment.get("AWS_EXECUTION_ENV").textValue()).isEqualTo("AWS_Lambda_java25");
    assertThat(environment.get("AWS_SESSION_TOKEN").textValue()).isEqualTo("Obedient");
    assertThat(environment.get("_HANDLER").textValue()).isEqualTo(obedient().handler());
    assertThat(environment.get("LAMBDA_TASK_ROOT").textValue())
        .isEqualTo(obedient().packageDirectory().toString());
    assertThat(environment.get("TZ").textValue()).isEqualTo(":UTC");
    assertThat(environment.get("LANG").textValue()).isEqualTo("en_US.UTF-8");
    assertThat(environment.has("HOME")).isFalse();
    assertThat(environment.has("DDB_LOCAL_TELEMETRY")).isFalse();
  }

  @Test
  void invoked_arn_is_unqualified_unless_a_qualifier_was_used() throws Exception {
    String arn = "arn:aws:lambda:eu-west-1:000000000000:function:Obedient";

    JsonNode plain = payload(lambda.invoke(order("context", "")));
    JsonNode aliased =
        payload(
            lambda.invoke(
                new Invocation("Obedient", "live", event("context", ""), "Root=1-2-3", "")));

    assertThat(plain.get("functionArn").textValue()).isEqualTo(arn);
    assertThat(aliased.get("functionArn").textValue()).isEqualTo(arn + ":live");
    assertThat(aliased.get("trace").textValue()).isEqualTo("Root=1-2-3");
    assertThat(plain.get("remaining").longValue()).isBetween(50_000L, 60_000L);
  }

  @Test
  void heap_is_85_percent_of_the_memory_size() throws Exception {
    JsonNode heap = payload(lambda.invoke(order("heap", "")));

    // Runtime.maxMemory leaves out the survivor space that is empty, an eighth of the whole.
    assertThat(heap.longValue()).isBetween(190L << 20, 218L << 20);
  }

  @Test
  void temporary_folder_exists_while_the_process_does() throws Exception {
    JsonNode folder = payload(lambda.invoke(order("temporary folder", "")));

    assertThat(Files.isDirectory(Path.of(folder.textValue()))).isTrue();
  }

  @Test
  void unknown_function_and_qualifier_are_not_found() {
    InvocationOutcome function = lambda.invoke(Invocation.of("Other", "{}"));
    InvocationOutcome qualifier = lambda.invoke(new Invocation("Obedient", "canary", "{}", "", ""));

    assertThat(function)
        .isEqualTo(
            new InvocationOutcome.Refused(
                404,
                "ResourceNotFoundException",
                "Function not found: arn:aws:lambda:eu-west-1:000000000000:function:Other"));
    assertThat(qualifier).isInstanceOf(InvocationOutcome.Refused.class);
  }

  @Test
  void payload_over_6_megabytes_is_refused_and_one_below_goes_both_ways() {
    String large = "x".repeat(5_900_000);

    InvocationOutcome accepted = lambda.invoke(order("echo", large));
    InvocationOutcome refused = lambda.invoke(order("echo", "x".repeat(6 * 1024 * 1024)));

    assertThat(finished(accepted).payload()).hasSizeGreaterThan(5_900_000);
    assertThat(refused)
        .isInstanceOfSatisfying(
            InvocationOutcome.Refused.class,
            refusal -> assertThat(refusal.status()).isEqualTo(413));
  }

  @Test
  void answer_over_6_megabytes_is_an_error_of_the_function() throws Exception {
    InvocationOutcome outcome = lambda.invoke(order("return text of length", "6300000"));

    assertThat(finished(outcome).failed()).isTrue();
    assertThat(payload(outcome).get("errorType").textValue())
        .isEqualTo("Function.ResponseSizeTooLarge");
  }

  @Test
  void log_lines_belong_to_their_request() {
    InvocationOutcome first = lambda.invoke(order("print", "first Ä"));
    InvocationOutcome second = lambda.invoke(order("log", "second"));

    String id = finished(first).requestId();
    assertThat(lambda.logs().ofRequest(id).stream().map(LogLine::text))
        .startsWith(
            "START RequestId: " + id + " Version: $LATEST", "first Ä", "error output: first Ä")
        .contains("END RequestId: " + id)
        .anyMatch(line -> line.startsWith("REPORT RequestId: " + id + "\tDuration: "))
        .doesNotContain("second");
    assertThat(finished(first).logTail())
        .contains("first Ä")
        .contains("REPORT")
        .doesNotContain("second");
    assertThat(finished(second).logTail()).contains("second").doesNotContain("first");
  }

  @Test
  void log_tail_is_the_last_4_kilobytes() {
    InvocationOutcome outcome = lambda.invoke(order("print", "y".repeat(9000)));

    assertThat(finished(outcome).logTail()).hasSize(4096).endsWith("\n").contains("REPORT");
  }
}
