package orderflow.system.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// A client that does not take silence for an answer: the same request, with the same key, again
/// and again until it is answered for good. Logs in anew when its token is no longer taken. For one
/// thread.
final class Persistent {
  private static final int TRIES = 300;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Client anyone;
  private final String email;
  private Optional<Client> client = Optional.empty();

  Persistent(Client anyone, String email) {
    this.anyone = anyone;
    this.email = email;
  }

  Answer until(Function<Client, Answer> request) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Answer> answer = client().flatMap(known -> once(known, request));
      if (answer.isPresent() && answer.get().status() == 401) {
        client = Optional.empty();
      } else if (answer.filter(Persistent::isFinal).isPresent()) {
        return answer.get();
      }
      Patience.pause(PAUSE);
    }
    throw new AssertionError("a request of " + email + " got no answer in " + TRIES + " tries");
  }

  JsonNode get(String path, String schema) {
    return until(client -> client.get(path).send()).as(200, schema);
  }

  /// Forgets the token.
  void logInAnew() {
    client = Optional.empty();
    client();
  }

  private Optional<Client> client() {
    if (client.isEmpty()) {
      String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, Shop.PASSWORD);
      client =
          once(anyone, nobody -> nobody.post("/v1/auth/login").json(body))
              .filter(answer -> answer.status() == 200)
              .map(answer -> anyone.withToken(answer.json().path("access_token").asText()));
    }
    return client;
  }

  /// Nothing when the connection broke.
  private static Optional<Answer> once(Client client, Function<Client, Answer> request) {
    try {
      return Optional.of(request.apply(client));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static boolean isFinal(Answer answer) {
    boolean inProgress = answer.text().contains("\"idempotency_key_in_progress\"");
    return answer.status() < 500 && answer.status() != 429 && !inProgress;
  }
}
