package orderflow.orders.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.http.HttpHandler;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Input;
import orderflow.kit.http.Lists;
import orderflow.kit.http.Problem;
import orderflow.kit.http.Query;
import orderflow.kit.json.Fault;
import orderflow.model.ErrorCode;
import orderflow.orders.application.ReadReports;
import orderflow.orders.domain.FeedPosition;
import orderflow.orders.dynamodb.FeedReader;

/// What is derived from everybody's orders: for staff and for clients.
final class ReportRoutes {
  /// `2026-01-31`: years of more digits have a sign and are no part of the contract.
  private static final int DATE_LENGTH = 10;

  private final ReadReports read;
  private final Lists lists;

  ReportRoutes(ReadReports read, Lists lists) {
    this.read = read;
    this.lists = lists;
  }

  HttpHandler feed() {
    return request -> unlessCustomer(request, this::feed);
  }

  HttpHandler daily() {
    return request -> unlessCustomer(request, this::daily);
  }

  private static HttpResponse unlessCustomer(HttpRequest request, HttpHandler handler) {
    return Actors.of(request.identified()).actsForAnyCustomer()
        ? handler.handle(request)
        : Problem.of(
                ErrorCode.INSUFFICIENT_SCOPE,
                "this is about all customers: it takes the role staff, or a client's own token")
            .in(request);
  }

  /// There is always a next position: a reader that has everything asks again later.
  private HttpResponse feed(HttpRequest request) {
    return Lists.limit(request)
        .then(limit ->
            lists
                .position(request)
                .then(position -> Input.given(read.feed(position.map(FeedPosition::of), limit))))
        .answer(request, part -> lists.answer(request, page(part), EventViews::event));
  }

  private static Page<orderflow.orders.domain.OrderEvent> page(FeedReader.Part part) {
    return new Page<>(part.events(), Optional.of(part.next().text()));
  }

  private HttpResponse daily(HttpRequest request) {
    return Query.read(request, _ -> () -> request)
        .then(ReportRoutes::date)
        .answer(request, date -> HttpResponse.json(200, EventViews.report(read.daily(date))));
  }

  private static Input<LocalDate> date(HttpRequest request) {
    String text = request.pathParameter("date");
    try {
      return text.length() == DATE_LENGTH ? Input.given(LocalDate.parse(text)) : noDate();
    } catch (DateTimeException e) {
      return noDate();
    }
  }

  private static Input<LocalDate> noDate() {
    return Input.refused(
        Problem.invalidInput(
            List.of(new Fault("date", "wrong_form", "must be a date such as 2026-01-31"))));
  }
}
