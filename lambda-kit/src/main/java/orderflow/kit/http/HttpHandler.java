package orderflow.kit.http;

/// Answers a request. Expected outcomes are answers; an exception is a fault, which the edge logs
/// once and answers with 500.
@FunctionalInterface
public interface HttpHandler {
  HttpResponse handle(HttpRequest request);
}
