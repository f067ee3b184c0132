package orderflow.system.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orderflow.auth.token.AccessClaims;
import orderflow.auth.token.AccessTokenIssuer;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.NewKey;
import orderflow.system.template.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs of `docs/how-to/verify-our-tokens.md`, taken from the page and run: each accepts a
/// good token and refuses every bad one.
final class VerifyOurTokensTest {
  private static final String PAGE = "docs/how-to/verify-our-tokens.md";
  private static final String ISSUER = "https://shop.example";
  private static final String AUDIENCE = "orderflow";

  private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
  private final NewKey key = NewKey.generate();
  private final String keySet = KeySet.text(List.of(key.publicKey()));

  @TempDir Path folder;
  private final HttpServer server = server();

  @BeforeEach
  void serveTheKeySet() {
    server.createContext(
        "/jwks.json",
        exchange -> {
          byte[] body = keySet.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void the_java_program_accepts_good_tokens_and_no_others() throws Exception {
    Path source = program("java", "VerifyToken.java");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    assertVerifies(
        java.toString(), "-cp", System.getProperty("java.class.path"), source.toString());
  }

  @Test
  void the_node_program_accepts_good_tokens_and_no_others() throws Exception {
    assumeTrue(runs("node", "--version"), "Node is not installed");

    assertVerifies("node", program("js", "verify-token.mjs").toString());
  }

  @Test
  void the_python_program_accepts_good_tokens_and_no_others() throws Exception {
    assumeTrue(
        runs("python3", "-c", "import cryptography"),
        "Python or its package cryptography is not installed");

    assertVerifies("python3", program("python", "verify_token.py").toString());
  }

  private void assertVerifies(String... command) throws Exception {
    Map<String, String> bad = badTokens();
    List<String> lines = new ArrayList<>(bad.values());
    lines.addFirst(good());
    lines.addLast(good());

    List<String> answers = run(lines, command);

    assertThat(answers).as("%s", answers).hasSameSizeAs(lines);
    assertThat(answers.getFirst()).isEqualTo("ok usr_1 orders:read orders:write");
    assertThat(answers.getLast()).isEqualTo(answers.getFirst());
    List<String> faults = List.copyOf(bad.keySet());
    for (int i = 0; i < faults.size(); i++) {
      assertThat(answers.get(i + 1)).as(faults.get(i)).startsWith("refused");
    }
  }

  private Map<String, String> badTokens() throws GeneralSecurityException, IOException {
    JsonNode jwks = new ObjectMapper().readTree(keySet);
    Map<String, String> bad = new LinkedHashMap<>();
    new BadTokens(good(), jwks)
        .headers()
        .forEach((fault, header) -> {
          if (header.startsWith("Bearer ")) {
            bad.put(fault, header.substring("Bearer ".length()));
          }
        });
    bad.put("expired", issue(ISSUER, AUDIENCE, now.minusSeconds(601)));
    bad.put("of another issuer", issue("https://evil.example", AUDIENCE, now));
    bad.put("for another audience", issue(ISSUER, "billing", now));
    bad.put("a refresh token", "usr_1.ses_1.c2VjcmV0");
    assertThat(bad).hasSizeGreaterThan(15);
    return bad;
  }

  private String good() {
    return issue(ISSUER, AUDIENCE, now);
  }

  private String issue(String issuer, String audience, Instant at) {
    AccessClaims claims =
        new AccessClaims(
            issuer,
            "usr_1",
            audience,
            "first-party",
            at,
            at.plusSeconds(600),
            "tok_1",
            "orders:read orders:write",
            List.of("customer"),
            Optional.of(new AccessClaims.Login("ses_1", at, List.of("pwd"))));
    return AccessTokenIssuer.issue(claims, key.signingKey());
  }

  /// The one block of a language on the page, as a file.
  private Path program(String language, String name) throws IOException {
    Matcher block =
        Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Repository.text(PAGE));
    assertThat(block.find()).as("a block of %s on %s", language, PAGE).isTrue();
    return Files.writeString(folder.resolve(name), block.group(1));
  }

  private List<String> run(List<String> lines, String... command) throws Exception {
    List<String> whole = new ArrayList<>(List.of(command));
    whole.add("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
    whole.add(ISSUER);
    whole.add(AUDIENCE);
    Path input = Files.write(folder.resolve("tokens"), lines);
    Path output = folder.resolve("answers");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(whole)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return Files.readAllLines(output);
  }

  private boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("version").toFile())
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
