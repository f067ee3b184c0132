package orderflow.kit.http;

import java.util.function.Function;

/// What a part of the request gave: the value, or the problem to answer with.
public sealed interface Input<T> {

  static <T> Input<T> given(T value) {
    return new Given<>(value);
  }

  static <T> Input<T> refused(Problem problem) {
    return new Refused<>(problem);
  }

  /// Reads the next part only when this one is good.
  default <U> Input<U> then(Function<T, Input<U>> next) {
    return switch (this) {
      case Given<T>(T value) -> next.apply(value);
      case Refused<T>(Problem problem) -> new Refused<>(problem);
    };
  }

  /// The handler's answer to a good input, or the problem.
  default HttpResponse answer(HttpRequest request, Function<T, HttpResponse> handler) {
    return switch (this) {
      case Given<T>(T value) -> handler.apply(value);
      case Refused<T>(Problem problem) -> problem.in(request);
    };
  }

  record Given<T>(T value) implements Input<T> {}

  record Refused<T>(Problem problem) implements Input<T> {}
}
