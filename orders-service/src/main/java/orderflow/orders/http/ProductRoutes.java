package orderflow.orders.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Input;
import orderflow.kit.http.JsonBody;
import orderflow.kit.http.Lists;
import orderflow.kit.http.Precondition;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Fault;
import orderflow.model.ErrorCode;
import orderflow.orders.application.AdjustStock;
import orderflow.orders.application.Catalogue;
import orderflow.orders.application.SaveProduct;
import orderflow.orders.domain.Adjustment;
import orderflow.orders.domain.Product;
import orderflow.orders.domain.StockedProduct;

/// Catalogue and stock.
final class ProductRoutes {
  private final Catalogue catalogue;
  private final SaveProduct save;
  private final AdjustStock adjust;
  private final Idempotency idempotency;
  private final Lists lists;

  ProductRoutes(
      Catalogue catalogue,
      SaveProduct save,
      AdjustStock adjust,
      Idempotency idempotency,
      Lists lists) {
    this.catalogue = catalogue;
    this.save = save;
    this.adjust = adjust;
    this.idempotency = idempotency;
    this.lists = lists;
  }

  HttpResponse list(HttpRequest request) {
    return Lists.limit(request)
        .then(limit ->
            lists.position(request).then(after -> Input.given(catalogue.page(limit, after))))
        .answer(request, page -> lists.answer(request, page, Views::product));
  }

  HttpResponse get(HttpRequest request) {
    String sku = request.pathParameter("sku");
    return Optional.of(sku)
        .filter(Product::isSku)
        .flatMap(catalogue::find)
        .map(entry -> view(200, entry))
        .orElseGet(() -> Problem.notFound().in(request));
  }

  HttpResponse put(HttpRequest request) {
    String sku = request.pathParameter("sku");
    if (!Product.isSku(sku)) {
      return Problem.invalidInput(
              List.of(new Fault("sku", "wrong_form", "must match " + Product.SKU_FORM)))
          .in(request);
    }
    return JsonBody.read(request, Bodies.PRODUCT)
        .then(body ->
            Precondition.ifMatchOrAbsent(request)
                .then(condition -> Input.given(save(request, sku, body.value(), condition))))
        .answer(request, result -> answer(request, sku, result));
  }

  private SaveProduct.Result save(
      HttpRequest request, String sku, Bodies.ProductBody body, Precondition condition) {
    SaveProduct.Expected expected =
        condition instanceof Precondition.Absent
            ? new SaveProduct.Absent()
            : new SaveProduct.Present(Idempotency.guard(condition));
    return save.save(
        new SaveProduct.Request(sku, body.values(), body.stock()), expected, request.deadline());
  }

  HttpResponse patch(HttpRequest request) {
    String sku = request.pathParameter("sku");
    if (!Product.isSku(sku)) {
      return Problem.notFound().in(request);
    }
    return JsonBody.read(request, Bodies.PRODUCT_PATCH)
        .then(body ->
            Precondition.ifMatch(request)
                .then(condition ->
                    Input.given(
                        save.patch(
                            sku, body.value(), Idempotency.guard(condition), request.deadline()))))
        .answer(request, result -> answer(request, sku, result));
  }

  private static HttpResponse answer(HttpRequest request, String sku, SaveProduct.Result result) {
    return switch (result) {
      case SaveProduct.Unknown _ -> Problem.notFound().in(request);
      case SaveProduct.Created(StockedProduct made) ->
          view(201, made).with("Location", "/v1/products/" + sku);
      case SaveProduct.Updated(StockedProduct made) -> view(200, made);
      case SaveProduct.Unchanged(StockedProduct made) -> view(200, made);
      case SaveProduct.NotExpected(Optional<Long> current) ->
          current
              .map(version -> Precondition.failed(Views.etag(version)))
              .orElseGet(
                  () -> Problem.of(ErrorCode.PRECONDITION_FAILED, "there is no such product yet"))
              .in(request);
      case SaveProduct.StockNotUpdatable(long created) ->
          Problem.invalidInput(
                  List.of(
                      new Fault(
                          "/stock",
                          "stock_not_updatable",
                          "was "
                              + created
                              + " on creation and is changed by stock-adjustments only")))
              .in(request);
      case SaveProduct.Busy _ ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "other writes were in the way; nothing has happened",
                  Duration.ofSeconds(1))
              .in(request);
    };
  }

  HttpResponse adjust(HttpRequest request) {
    String sku = request.pathParameter("sku");
    HttpAnswers<Adjustment> answers =
        new HttpAnswers<>(request, made -> HttpResponse.json(201, Views.adjustment(made)));
    if (!Product.isSku(sku)) {
      return Problem.notFound().in(request);
    }
    return JsonBody.read(request, Bodies.ADJUSTMENT)
        .then(body ->
            idempotency
                .attempt(request, body.json())
                .then(attempt ->
                    Input.given(
                        adjust.adjust(
                            new AdjustStock.Request(
                                sku,
                                body.value().delta(),
                                body.value().reason(),
                                Actors.of(request.identified())),
                            attempt,
                            answers,
                            request.deadline()))))
        .answer(request, outcome -> Idempotency.answer(request, outcome));
  }

  HttpResponse adjustments(HttpRequest request) {
    String sku = request.pathParameter("sku");
    if (!Product.isSku(sku)) {
      return Problem.notFound().in(request);
    }
    return Lists.limit(request)
        .then(limit ->
            lists
                .position(request)
                .then(before -> Input.given(catalogue.adjustments(sku, limit, before))))
        .answer(
            request,
            found ->
                found
                    .map(page -> lists.answer(request, page, Views::adjustment))
                    .orElseGet(() -> Problem.notFound().in(request)));
  }

  private static HttpResponse view(int status, StockedProduct entry) {
    return HttpResponse.json(status, Views.product(entry))
        .with("ETag", Views.etag(entry.product().version()));
  }
}
