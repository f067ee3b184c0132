package orderflow.auth.http;

import java.util.Arrays;
import java.util.List;
import orderflow.auth.application.ReadAccount;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.Role;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Precondition;
import orderflow.kit.json.Json;

/// `GET /v1/auth/me`.
final class AccountRoutes {
  private final ReadAccount readAccount;

  AccountRoutes(ReadAccount readAccount) {
    this.readAccount = readAccount;
  }

  HttpResponse me(HttpRequest request) {
    return readAccount
        .read(request.identified().subject())
        .map(account -> answer(request, account))
        .orElseGet(() -> Gone.in(request));
  }

  private static HttpResponse answer(HttpRequest request, Account account) {
    String etag = "\"" + account.version() + "\"";
    HttpResponse response =
        Precondition.isNotModified(request, etag)
            ? HttpResponse.empty(304)
            : HttpResponse.json(200, view(account));
    return response.with("ETag", etag);
  }

  private static Json view(Account account) {
    List<String> scopes = Arrays.asList(account.scope().split(" ", -1));
    return Json.object()
        .with("id", account.id())
        .with("email", account.email().text())
        .with("name", account.name())
        .with("roles", Json.texts(Role.texts(account.roles())))
        .with("scopes", Json.texts(account.scope().isEmpty() ? List.of() : scopes))
        .with("createdAt", Times.text(account.createdAt()))
        .with("updatedAt", Times.text(account.updatedAt()))
        .build();
  }
}
