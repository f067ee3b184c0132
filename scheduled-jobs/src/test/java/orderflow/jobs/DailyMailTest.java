package orderflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.jobs.application.JobFailedException;
import orderflow.jobs.domain.RunStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The mail of the daily report, against a server that plays SES's SendEmail.
class DailyMailTest {
  private static final String DATA =
      """
      {"results":[{"status":"ok","date":"2026-11-24","orders":3,
        "revenue":[{"amount":1999,"currency":"EUR"}],"refunds":[],"skus":[]}]}
      """;

  private final JobDesk desk = new JobDesk();
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private HttpServer ses;

  @BeforeEach
  void start() throws IOException {
    ses = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ses.createContext("/", this::serve);
    ses.start();
    desk.environment.put("AWS_ENDPOINT_URL_SES", "http://127.0.0.1:" + ses.getAddress().getPort());
    desk.environment.put("MAIL_FROM", "shop@example.com");
    desk.environment.put("REPORT_RECIPIENTS", "a@example.com,b@example.com");
    desk.functions.play(JobDesk.ORDERS, _ -> JobDesk.json(DATA));
  }

  @AfterEach
  void stop() {
    ses.stop(0);
    desk.close();
  }

  @Test
  void the_report_is_mailed_to_every_recipient() {
    desk.deliver("daily-report");

    assertThat(mails)
        .singleElement()
        .asString()
        .contains("Action=SendEmail", "shop@example.com", "a@example.com", "b@example.com")
        .contains("Daily report 2026-11-24", "Orders on 2026-11-24: 3", "1999 EUR");
    assertThat(desk.onlyRun("daily-report").progress().figures()).contains("\"mailed\":2");
  }

  @Test
  void a_mail_that_is_refused_fails_the_attempt_and_the_next_one_only_mails() {
    refusals.set(1);

    assertThatThrownBy(() -> desk.deliver("daily-report")).isInstanceOf(JobFailedException.class);
    desk.deliver("daily-report");

    assertThat(refusals).hasValue(0);
    assertThat(mails).hasSize(1);
    assertThat(desk.functions.calls()).as("the data was read once").hasSize(1);
    assertThat(desk.onlyRun("daily-report").status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String form =
        URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8), UTF_8);
    boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    if (!refused) {
      mails.add(form);
    }
    byte[] answer =
        """
        <SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
          <SendEmailResult><MessageId>m-1</MessageId></SendEmailResult>
        </SendEmailResponse>
        """
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(refused ? 400 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
