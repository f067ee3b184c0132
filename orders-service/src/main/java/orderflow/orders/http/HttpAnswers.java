package orderflow.orders.http;

import java.util.Optional;
import java.util.function.Function;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.orders.application.AnswerWriter;
import orderflow.orders.application.Refusal;
import orderflow.orders.application.RefusalText;

/// Renders answers that are kept for replays.
record HttpAnswers<T>(HttpRequest request, Function<T, HttpResponse> view)
    implements AnswerWriter<T> {

  @Override
  public Answer done(T made) {
    return answer(view.apply(made));
  }

  @Override
  public Answer refused(Refusal refusal) {
    return answer(problem(refusal).in(request));
  }

  static Problem problem(Refusal refusal) {
    RefusalText text = RefusalText.of(refusal);
    return Problem.of(text.code(), text.detail(), text.errors());
  }

  private static Answer answer(HttpResponse response) {
    return new Answer(
        response.status(),
        response.headers().getOrDefault("Content-Type", "application/json"),
        response.body().text(),
        Optional.ofNullable(response.headers().get("Location")),
        Optional.ofNullable(response.headers().get("ETag")));
  }
}
