package orderflow.orders.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Input;
import orderflow.kit.http.JsonBody;
import orderflow.kit.http.Lists;
import orderflow.kit.http.Precondition;
import orderflow.kit.http.Problem;
import orderflow.kit.http.Query;
import orderflow.kit.id.Chance;
import orderflow.kit.id.Ids;
import orderflow.kit.json.Fault;
import orderflow.model.ErrorCode;
import orderflow.orders.application.ChangeDetails;
import orderflow.orders.application.ChangeOrder;
import orderflow.orders.application.OrderBody;
import orderflow.orders.application.PlaceOrder;
import orderflow.orders.application.ReadOrders;
import orderflow.orders.application.Refusal;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.Basket;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderChanges;
import orderflow.orders.domain.OrderRange;
import orderflow.orders.domain.OrderStatus;
import orderflow.orders.dynamodb.OrderQuery;

/// Orders.
final class OrderRoutes {
  private static final Set<String> STATUSES =
      Stream.of(OrderStatus.values()).map(OrderStatus::wire).collect(Collectors.toSet());

  private final PlaceOrder place;
  private final ChangeOrder change;
  private final ChangeDetails details;
  private final ReadOrders read;
  private final Idempotency idempotency;
  private final Lists lists;
  private final Chance chance;

  OrderRoutes(OrdersRoutes.UseCases useCases, Idempotency idempotency, Lists lists) {
    this.place = useCases.place();
    this.change = useCases.change();
    this.details = useCases.details();
    this.read = useCases.read();
    this.chance = useCases.chance();
    this.idempotency = idempotency;
    this.lists = lists;
  }

  HttpResponse place(HttpRequest request) {
    Actor actor = Actors.of(request.identified());
    HttpAnswers<Order> answers =
        new HttpAnswers<>(
            request, order -> view(201, order, actor).with("Location", "/v1/orders/" + order.id()));
    return JsonBody.read(request, OrderBody.shape(actor.actsForAnyCustomer()))
        .then(body ->
            idempotency
                .attempt(request, body.json())
                .then(attempt ->
                    Input.given(
                        place.place(
                            placement(body.value(), actor, request.requestId()),
                            attempt,
                            answers,
                            request.deadline()))))
        .answer(request, outcome -> Idempotency.answer(request, outcome));
  }

  private static PlaceOrder.Request placement(OrderBody body, Actor actor, String requestId) {
    return new PlaceOrder.Request(
        body.customerId().orElse(actor.id()),
        Basket.of(body.lines()),
        body.details(),
        false,
        actor,
        requestId);
  }

  HttpResponse pay(HttpRequest request) {
    return step(
        request,
        JsonBody.read(request, Bodies.PAYMENT),
        tender -> (order, origin) -> OrderChanges.pay(order, tender, origin));
  }

  HttpResponse cancel(HttpRequest request) {
    return step(
        request,
        JsonBody.read(request, Bodies.CANCELLATION),
        reason -> (order, origin) -> OrderChanges.cancel(order, reason, origin));
  }

  HttpResponse ship(HttpRequest request) {
    return step(
        request,
        JsonBody.read(request, Bodies.SHIPMENT),
        parcel -> (order, origin) -> OrderChanges.ship(order, parcel, origin));
  }

  HttpResponse deliver(HttpRequest request) {
    return step(
        request, JsonBody.readOptional(request, Bodies.NOTHING), _ -> OrderChanges::deliver);
  }

  HttpResponse refund(HttpRequest request) {
    return step(
        request,
        201,
        JsonBody.read(request, Bodies.REFUND),
        refund -> (order, origin) -> OrderChanges.refund(order, refund, origin));
  }

  private <T> HttpResponse step(
      HttpRequest request, Input<JsonBody<T>> sent, Function<T, ChangeOrder.Step> step) {
    return step(request, 200, sent, step);
  }

  private <T> HttpResponse step(
      HttpRequest request,
      int status,
      Input<JsonBody<T>> sent,
      Function<T, ChangeOrder.Step> step) {
    Actor actor = Actors.of(request.identified());
    HttpAnswers<Order> answers = new HttpAnswers<>(request, order -> view(status, order, actor));
    return sent.then(body ->
            idempotency
                .attempt(request, body.json())
                .then(attempt ->
                    Input.given(
                        change.change(
                            new ChangeOrder.Request(
                                request.pathParameter("orderId"),
                                step.apply(body.value()),
                                Idempotency.guard(request),
                                actor,
                                request.requestId()),
                            attempt,
                            answers,
                            request.deadline()))))
        .answer(request, outcome -> Idempotency.answer(request, outcome));
  }

  HttpResponse patch(HttpRequest request) {
    Actor actor = Actors.of(request.identified());
    return JsonBody.read(request, OrderBody.PATCH)
        .then(body ->
            Precondition.ifMatch(request)
                .then(condition ->
                    Input.given(
                        details.change(
                            new ChangeDetails.Request(
                                request.pathParameter("orderId"),
                                body.value(),
                                Idempotency.guard(condition),
                                actor,
                                request.requestId()),
                            request.deadline()))))
        .answer(request, result -> patched(request, result, actor));
  }

  private HttpResponse patched(HttpRequest request, ChangeDetails.Result result, Actor actor) {
    return switch (result) {
      case ChangeDetails.Done(Order order) -> view(200, order, actor);
      case ChangeDetails.NotFound _ -> Problem.notFound().in(request);
      case ChangeDetails.VersionChanged(long current) ->
          Precondition.failed(Views.etag(current)).in(request);
      case ChangeDetails.Refused(Refusal refusal) -> HttpAnswers.problem(refusal).in(request);
      case ChangeDetails.Busy _ ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "other writes were in the way; nothing has happened",
                  Duration.ofSeconds(1))
              .in(request);
    };
  }

  HttpResponse get(HttpRequest request) {
    Actor actor = Actors.of(request.identified());
    return Optional.of(request.pathParameter("orderId"))
        .filter(id -> Ids.isId("ord_", id))
        .flatMap(id -> read.find(actor, id))
        .map(order -> current(request, order, actor))
        .orElseGet(() -> Problem.notFound().in(request));
  }

  HttpResponse events(HttpRequest request) {
    Actor actor = Actors.of(request.identified());
    String id = request.pathParameter("orderId");
    if (!Ids.isId("ord_", id)) {
      return Problem.notFound().in(request);
    }
    return Lists.limit(request)
        .then(limit ->
            lists
                .position(request)
                .then(after -> Input.given(read.history(actor, id, limit, after))))
        .answer(
            request,
            page ->
                page.map(found -> lists.answer(request, found, EventViews::event))
                    .orElseGet(() -> Problem.notFound().in(request)));
  }

  private HttpResponse current(HttpRequest request, Order order, Actor actor) {
    String etag = Views.etag(order.version());
    return Precondition.isNotModified(request, etag)
        ? HttpResponse.empty(304).with("ETag", etag)
        : view(200, order, actor);
  }

  /// A list as it was asked for; the range is not decided yet.
  private record Filter(
      int limit,
      Optional<String> customerId,
      Optional<OrderStatus> status,
      Optional<Instant> from,
      Optional<Instant> to) {}

  HttpResponse list(HttpRequest request) {
    Actor actor = Actors.of(request.identified());
    Instant now = chance.now();
    return filter(request, actor)
        .then(filter -> lists.position(request).then(position -> page(filter, position)))
        .answer(
            request,
            page -> lists.answer(request, page, order -> Views.order(order, actor.type(), now)));
  }

  private static Input<Filter> filter(HttpRequest request, Actor actor) {
    return Query.read(
        request,
        query -> {
          Optional<Integer> limit = query.integer("limit", 1, Lists.MAX_LIMIT);
          Optional<String> _ = query.text("cursor");
          Optional<String> customer =
              actor.actsForAnyCustomer() ? query.text("customerId") : Optional.of(actor.id());
          Optional<OrderStatus> status = query.oneOf("status", STATUSES).map(OrderStatus::of);
          Optional<Instant> from = query.instant("createdFrom");
          Optional<Instant> to = query.instant("createdTo");
          return () -> new Filter(limit.orElse(Lists.DEFAULT_LIMIT), customer, status, from, to);
        });
  }

  /// A position is the last order's id and, so that a default range does not move on between pages,
  /// the beginning of the range in milliseconds.
  private Input<Page<Order>> page(Filter filter, Optional<String> position) {
    Instant now = chance.now();
    OrderRange.Result result =
        filter.customerId().isPresent()
            ? OrderRange.ofCustomer(filter.from(), filter.to())
            : OrderRange.ofAll(filter.from(), filter.to(), now);
    return switch (result) {
      case OrderRange.Invalid(OrderRange.Refusal refusal) -> Input.refused(refused(refusal));
      case OrderRange.Valid(OrderRange range) -> Input.given(page(filter, range, position));
    };
  }

  private Page<Order> page(Filter filter, OrderRange range, Optional<String> position) {
    Optional<String[]> parts = position.map(text -> text.split("/", -1));
    OrderRange fixed =
        parts
            .map(part -> new OrderRange(Instant.ofEpochMilli(Long.parseLong(part[1])), range.to()))
            .orElse(range);
    Page<Order> page =
        read.page(
            new OrderQuery(filter.customerId(), filter.status(), fixed),
            filter.limit(),
            parts.map(part -> part[0]));
    return new Page<>(page.data(), page.next().map(id -> id + "/" + fixed.from().toEpochMilli()));
  }

  private static Problem refused(OrderRange.Refusal refusal) {
    return switch (refusal) {
      case TOO_LARGE -> Problem.of(ErrorCode.RANGE_TOO_LARGE, "the range is longer than 31 days");
      case REVERSED ->
          Problem.invalidInput(
              List.of(
                  new Fault("createdTo", "invalid_parameter", "must not be before createdFrom")));
    };
  }

  private HttpResponse view(int status, Order order, Actor actor) {
    return HttpResponse.json(status, Views.order(order, actor.type(), chance.now()))
        .with("ETag", Views.etag(order.version()));
  }
}
