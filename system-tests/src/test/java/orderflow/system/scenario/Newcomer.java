package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody without an account, who reads the mail of an address.
record Newcomer(Circle circle, String email) {
  static final String PASSWORD = "nine quiet herons wade";
  private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}");

  /// Registers and proves the address.
  void register() {
    expect(202, post("register", body("password", PASSWORD)));
    expect(204, post("verify-email", body("code", code("Your code for orderflow"))));
  }

  /// Sets another password with a mailed code.
  void reset(String password) {
    expect(202, post("password-reset", "{\"email\":\"%s\"}".formatted(email)));
    String code = code("Your code for another orderflow password");
    expect(
        204,
        post(
            "password-reset/confirm",
            "{\"email\":\"%s\",\"code\":\"%s\",\"newPassword\":\"%s\"}"
                .formatted(email, code, password)));
  }

  Answer logIn(String password) {
    return post("login", body("password", password));
  }

  JsonNode tokens(String password) {
    return logIn(password).as(200, "TokenAnswer");
  }

  private String code(String subject) {
    Matcher matcher = CODE.matcher(circle.mail(email, subject));
    assertThat(matcher.find()).as("a code in the mail").isTrue();
    return matcher.group();
  }

  private String body(String name, String value) {
    return "{\"email\":\"%s\",\"%s\":\"%s\"}".formatted(email, name, value);
  }

  private Answer post(String route, String json) {
    return circle.anyone().post("/v1/auth/" + route).json(json);
  }

  private static void expect(int status, Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
  }
}
