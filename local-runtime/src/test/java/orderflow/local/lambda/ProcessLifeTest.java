package orderflow.local.lambda;

import static orderflow.local.lambda.LambdaFixture.finished;
import static orderflow.local.lambda.LambdaFixture.function;
import static orderflow.local.lambda.LambdaFixture.obedient;
import static orderflow.local.lambda.LambdaFixture.order;
import static orderflow.local.lambda.LambdaFixture.payload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import orderflow.local.lambda.functions.ExitsAtStart;
import orderflow.local.lambda.functions.Unstartable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLifeTest {

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<LambdaService> services = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    services.forEach(LambdaService::close);
    callers.shutdownNow();
  }

  @Test
  void timeout_kills_the_process_and_the_next_call_gets_a_new_one() throws Exception {
    LambdaService lambda = service(obedient().withTimeout(Duration.ofSeconds(1)));
    JsonNode before = payload(lambda.invoke(order("process", "")));

    InvocationOutcome outcome =
        lambda.invoke(order("await file", folder.resolve("never").toString()));

    JsonNode after = payload(lambda.invoke(order("process", "")));
    assertThat(finished(outcome).failed()).isTrue();
    assertThat(payload(outcome).get("errorType").textValue()).isEqualTo("Sandbox.Timedout");
    assertThat(payload(outcome).get("errorMessage").textValue())
        .isEqualTo(
            "RequestId: "
                + finished(outcome).requestId()
                + " Error: Task timed out after 1.00 seconds");
    assertThat(after).isNotEqualTo(before);
    assertThat(Eventually.holds(() -> !isAlive(before.longValue()))).isTrue();
  }

  @Test
  void process_killed_in_mid_request_gives_an_error_and_the_next_call_a_new_process()
      throws Exception {
    LambdaService lambda = service(obedient());
    long before = payload(lambda.invoke(order("process", ""))).longValue();
    CompletableFuture<InvocationOutcome> running =
        async(lambda, order("await file", "/nowhere/at/all"));
    boolean inTheMiddle = Eventually.holds(() -> hasLogged(lambda, "waiting for /nowhere/at/all"));

    ProcessHandle.of(before).orElseThrow().destroyForcibly();

    InvocationOutcome outcome = running.join();
    assertThat(inTheMiddle).isTrue();
    assertThat(payload(outcome).get("errorType").textValue()).isEqualTo("Runtime.ExitError");
    assertThat(payload(outcome).get("errorMessage").textValue()).endsWith("signal: killed");
    assertThat(payload(lambda.invoke(order("process", ""))).longValue()).isNotEqualTo(before);
  }

  @Test
  void process_killed_while_idle_never_takes_the_event_of_its_successor() throws Exception {
    LambdaService lambda = service(obedient());
    long before = payload(lambda.invoke(order("process", ""))).longValue();

    ProcessHandle.of(before).orElseThrow().destroyForcibly();
    InvocationOutcome outcome = lambda.invoke(order("process", ""));

    // The kill may still land in the middle of this one call; the one after it has a new process in
    // any case.
    JsonNode after = payload(lambda.invoke(order("process", "")));
    assertThat(finished(outcome).report().duration()).isLessThan(Duration.ofSeconds(30));
    assertThat(after.longValue()).isNotEqualTo(before);
  }

  @Test
  void process_whose_end_was_seen_while_it_was_idle_is_given_no_event() throws Exception {
    LambdaService lambda = service(obedient());

    for (int death = 0; death < 8; death++) {
      long before = payload(lambda.invoke(order("process", ""))).longValue();
      ProcessHandle process = ProcessHandle.of(before).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
      InvocationOutcome outcome = lambda.invoke(order("process", ""));

      assertThat(finished(outcome).failed()).as(finished(outcome).payload()).isFalse();
    }
  }

  @Test
  void failed_initialisation_is_reported_and_tried_again_by_the_next_invocation() throws Exception {
    Path needed = folder.resolve("needed");
    LambdaService lambda =
        service(
            function("Unstartable", Unstartable.class)
                .withEnvironment(Map.of("NEEDED_FILE", needed.toString())));

    InvocationOutcome first = lambda.invoke(Invocation.of("Unstartable", "{}"));
    Files.createFile(needed);
    InvocationOutcome second = lambda.invoke(Invocation.of("Unstartable", "{}"));

    assertThat(finished(first).failed()).isTrue();
    assertThat(payload(first).get("errorMessage").textValue())
        .isEqualTo("the needed file is missing");
    assertThat(finished(first).logTail()).contains("the needed file is missing");
    assertThat(payload(second).textValue()).isEqualTo("started");
  }

  @Test
  void process_that_exits_while_it_starts_is_an_exit_error() throws Exception {
    LambdaService lambda = service(function("ExitsAtStart", ExitsAtStart.class));

    InvocationOutcome outcome = lambda.invoke(Invocation.of("ExitsAtStart", "{}"));

    assertThat(payload(outcome).get("errorType").textValue()).isEqualTo("Runtime.ExitError");
    assertThat(payload(outcome).get("errorMessage").textValue()).endsWith("exit status 7");
  }

  @Test
  void handler_class_that_is_missing_is_an_error_of_the_first_invocation() throws Exception {
    FunctionDefinition missing =
        FunctionDefinition.of("Missing", "no.Such", obedient().packageDirectory());
    LambdaService lambda = service(missing);

    InvocationOutcome outcome = lambda.invoke(Invocation.of("Missing", "{}"));

    assertThat(finished(outcome).failed()).isTrue();
    assertThat(payload(outcome).get("errorType").textValue())
        .isEqualTo("java.lang.ClassNotFoundException");
  }

  @Test
  void eight_concurrent_invocations_run_in_eight_processes_started_together() throws Exception {
    LambdaService lambda = service(obedient().withMemory(128));
    Path latch = folder.resolve("latch");
    List<CompletableFuture<InvocationOutcome>> running = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      running.add(async(lambda, order("await file", latch.toString())));
    }
    Eventually.holds(() -> lambda.statistics().getFirst().processes() == 8);

    Files.createFile(latch);

    Set<Long> processes = new HashSet<>();
    for (CompletableFuture<InvocationOutcome> call : running) {
      processes.add(payload(call.join()).longValue());
    }
    assertThat(processes).hasSize(8);
  }

  @Test
  void reserved_concurrency_throttles_what_exceeds_it() throws Exception {
    LambdaService lambda = service(obedient().withReservedConcurrency(1));
    Path latch = folder.resolve("latch");
    CompletableFuture<InvocationOutcome> running =
        async(lambda, order("await file", latch.toString()));
    Eventually.holds(() -> lambda.statistics().getFirst().executing() == 1);

    InvocationOutcome throttled = lambda.invoke(order("echo", ""));
    Files.createFile(latch);

    assertThat(throttled)
        .isEqualTo(
            new InvocationOutcome.Refused(429, "TooManyRequestsException", "Rate Exceeded."));
    assertThat(finished(running.join()).failed()).isFalse();
    assertThat(finished(lambda.invoke(order("echo", ""))).failed()).isFalse();
    assertThat(lambda.statistics().getFirst().throttled()).isEqualTo(1);
  }

  @Test
  void idle_process_is_ended_after_the_idle_time_and_not_before() throws Exception {
    LambdaService lambda = service(obedient());
    long process = payload(lambda.invoke(order("process", ""))).longValue();

    lambda.reapIdle(Instant.now().plus(Duration.ofMinutes(9)));
    boolean early = isAlive(process);
    lambda.reapIdle(Instant.now().plus(Duration.ofMinutes(11)));

    assertThat(early).isTrue();
    assertThat(Eventually.holds(() -> !isAlive(process))).isTrue();
    assertThat(lambda.statistics().getFirst().state()).isEqualTo("idle");
  }

  @Test
  void reload_lets_a_running_invocation_finish_and_gives_the_next_a_new_process() throws Exception {
    LambdaService lambda = service(obedient());
    Path latch = folder.resolve("latch");
    long before = payload(lambda.invoke(order("process", ""))).longValue();
    CompletableFuture<InvocationOutcome> running =
        async(lambda, order("await file", latch.toString()));
    Eventually.holds(() -> lambda.statistics().getFirst().executing() == 1);

    lambda.reload(obedient().withEnvironment(Map.of("COLOUR", "red")));
    JsonNode environment = payload(lambda.invoke(order("environment", "")));
    Files.createFile(latch);

    assertThat(environment.get("COLOUR").textValue()).isEqualTo("red");
    assertThat(payload(running.join()).longValue()).isEqualTo(before);
    assertThat(Eventually.holds(() -> !isAlive(before))).isTrue();
  }

  @Test
  void close_leaves_no_process_behind_and_no_file_of_one() throws Exception {
    LambdaService lambda = service(obedient());
    long process = payload(lambda.invoke(order("process", ""))).longValue();

    lambda.close();

    assertThat(Eventually.holds(() -> !isAlive(process))).isTrue();
    assertThat(Eventually.holds(() -> isEmpty(folder.resolve("data/processes")))).isTrue();
  }

  @Test
  void long_running_function_shows_its_log_lines_before_it_ends() throws Exception {
    LambdaService lambda = service(obedient());
    lambda.invoke(order("print", "hello"));
    long seen = lambda.logs().lastSequence();
    CompletableFuture<InvocationOutcome> running =
        async(lambda, order("await file", folder.resolve("latch").toString()));

    List<LogLine> lines = lambda.logs().after(seen, Duration.ofSeconds(20));
    Files.createFile(folder.resolve("latch"));

    assertThat(lines.getFirst().text())
        .startsWith("START RequestId: " + finished(running.join()).requestId());
  }

  @Test
  void stopped_process_leaves_its_class_archive_and_the_next_one_uses_it() throws Exception {
    Path archives = folder.resolve("archives");
    LambdaService first = serviceWithArchives(archives);
    first.invoke(order("echo", ""));
    first.close();
    boolean kept = Eventually.holds(() -> !isEmpty(archives));

    InvocationOutcome outcome = serviceWithArchives(archives).invoke(order("arguments", ""));

    assertThat(kept).isTrue();
    assertThat(finished(outcome).payload()).contains("-XX:SharedArchiveFile=" + archives);
    assertThat(finished(outcome).logTail()).doesNotContain("warning");
  }

  @Test
  void debugger_can_attach_and_the_timeout_does_not_count_meanwhile() throws Exception {
    int port = freePort();
    Path latch = folder.resolve("latch");
    LambdaService lambda =
        service(obedient().withTimeout(Duration.ofMillis(1)).withDebugPort(port));
    CompletableFuture<InvocationOutcome> running =
        async(lambda, order("await file", latch.toString()));
    boolean started = Eventually.holds(() -> hasLogged(lambda, "waiting for " + latch));

    byte[] greeting = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
    byte[] answer;
    try (Socket debugger = new Socket(InetAddress.getLoopbackAddress(), port)) {
      debugger.getOutputStream().write(greeting);
      answer = debugger.getInputStream().readNBytes(greeting.length);
    }
    Files.createFile(latch);

    assertThat(started).isTrue();
    assertThat(answer).isEqualTo(greeting);
    assertThat(finished(running.join()).failed()).isFalse();
  }

  @Test
  void function_without_a_package_is_refused_and_says_how_to_build_it() throws Exception {
    LambdaService lambda =
        service(FunctionDefinition.of("Obedient", "any", folder.resolve("absent")));

    InvocationOutcome outcome = lambda.invoke(order("echo", ""));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            InvocationOutcome.Refused.class,
            refusal ->
                assertThat(refusal.message())
                    .contains("has no package in")
                    .contains("./mvnw -q package"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private LambdaService service(FunctionDefinition definition) throws IOException {
    LambdaService lambda = LambdaFixture.service(folder.resolve("data"), definition);
    services.add(lambda);
    return lambda;
  }

  private LambdaService serviceWithArchives(Path archives) throws IOException {
    LambdaSettings settings = LambdaFixture.settings(folder.resolve("data")).withArchives(archives);
    LambdaService lambda = new LambdaService(settings, List.of(obedient()), report -> {});
    services.add(lambda);
    return lambda;
  }

  private CompletableFuture<InvocationOutcome> async(LambdaService lambda, Invocation invocation) {
    return CompletableFuture.supplyAsync(() -> lambda.invoke(invocation), callers);
  }

  private static boolean hasLogged(LambdaService lambda, String text) {
    try {
      return lambda.logs().after(0, Duration.ZERO).stream()
          .anyMatch(line -> line.text().equals(text));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  private static boolean isEmpty(Path directory) {
    String[] names = directory.toFile().list();
    return names == null || names.length == 0;
  }
}
