package orderflow.auth.http;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import orderflow.auth.application.ManageAccount;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.Role;
import orderflow.auth.dynamodb.AccountLists;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Input;
import orderflow.kit.http.JsonBody;
import orderflow.kit.http.Lists;
import orderflow.kit.http.Precondition;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Text;
import orderflow.model.ErrorCode;

/// `/v1/admin/users`: accounts, their roles, and whether they are in use.
final class AdminUserRoutes {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);
  private static final Text ROLE =
      Text.matching("customer|staff|admin", 8, "must be customer, staff or admin");

  private final AccountLists accounts;
  private final ManageAccount manageAccount;
  private final Lists lists;

  AdminUserRoutes(AccountLists accounts, ManageAccount manageAccount, Cursors cursors) {
    this.accounts = accounts;
    this.manageAccount = manageAccount;
    this.lists = new Lists(cursors);
  }

  HttpResponse list(HttpRequest request) {
    return Lists.limit(request)
        .then(limit ->
            lists
                .position(request)
                .then(before ->
                    Input.given(
                        lists.answer(
                            request, accounts.page(limit, before), AdminUserRoutes::view))))
        .answer(request, response -> response);
  }

  HttpResponse get(HttpRequest request) {
    return manageAccount
        .read(userId(request))
        .map(account -> answer(request, account))
        .orElseGet(() -> Problem.notFound().in(request));
  }

  HttpResponse setRoles(HttpRequest request) {
    return JsonBody.read(request, AdminUserRoutes::roles)
        .then(body ->
            Precondition.ifMatch(request)
                .then(condition -> Input.given(setRoles(request, body.value(), condition))))
        .answer(request, result -> answer(request, result));
  }

  HttpResponse disable(HttpRequest request) {
    return answer(request, manageAccount.disable(target(request), request.deadline()));
  }

  HttpResponse enable(HttpRequest request) {
    return answer(request, manageAccount.enable(target(request), request.deadline()));
  }

  private ManageAccount.Result setRoles(
      HttpRequest request, Set<Role> roles, Precondition condition) {
    Predicate<Account> expected = account -> condition.holdsFor(etag(account));
    return manageAccount.setRoles(target(request), roles, expected, request.deadline());
  }

  private static HttpResponse answer(HttpRequest request, ManageAccount.Result result) {
    return switch (result) {
      case ManageAccount.Result.Done(Account account) ->
          HttpResponse.json(200, view(account)).with("ETag", etag(account));
      case ManageAccount.Result.UnknownAccount _ -> Problem.notFound().in(request);
      case ManageAccount.Result.OwnAccount _ ->
          Problem.of(ErrorCode.OWN_ACCOUNT, "this is the account of the access token").in(request);
      case ManageAccount.Result.NotActive _ ->
          Problem.of(
                  ErrorCode.ACCOUNT_NOT_ACTIVE, "the account is disabled or its address unproved")
              .in(request);
      case ManageAccount.Result.Stale(Account account) ->
          Precondition.failed(etag(account)).in(request);
      case ManageAccount.Result.Busy _ ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE, "other changes were in the way", BUSY_WAIT)
              .in(request);
    };
  }

  private static HttpResponse answer(HttpRequest request, Account account) {
    String etag = etag(account);
    HttpResponse response =
        Precondition.isNotModified(request, etag)
            ? HttpResponse.empty(304)
            : HttpResponse.json(200, view(account));
    return response.with("ETag", etag);
  }

  private static Supplier<Set<Role>> roles(Fields fields) {
    Field<List<String>> roles = fields.texts("roles", 1, Role.values().length, ROLE);
    return () -> {
      Set<Role> all = EnumSet.noneOf(Role.class);
      roles.get().forEach(text -> all.add(Role.parse(text).orElseThrow()));
      return all;
    };
  }

  private static ManageAccount.Target target(HttpRequest request) {
    return new ManageAccount.Target(userId(request), RequestOrigin.of(request));
  }

  private static String userId(HttpRequest request) {
    return request.pathParameter("userId");
  }

  private static String etag(Account account) {
    return "\"" + account.version() + "\"";
  }

  private static Json view(Account account) {
    return Json.object()
        .with("id", account.id())
        .with("email", account.email().text())
        .with("name", account.name())
        .with("roles", Json.texts(Role.texts(account.roles())))
        .with("status", account.status().name().toLowerCase(Locale.ROOT))
        .with("mfa", account.credentials().mfa())
        .with("createdAt", Times.text(account.createdAt()))
        .with("updatedAt", Times.text(account.updatedAt()))
        .build();
  }
}
