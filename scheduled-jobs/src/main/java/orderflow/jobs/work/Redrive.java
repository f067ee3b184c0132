package orderflow.jobs.work;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import orderflow.jobs.application.Job;
import orderflow.jobs.domain.Progress;
import orderflow.jobs.domain.RunFault;
import orderflow.jobs.s3.LetterBox;
import orderflow.kit.invoke.EventResult;
import orderflow.kit.invoke.FunctionClient;
import orderflow.kit.invoke.InvokeResult;
import orderflow.kit.json.Json;
import software.amazon.awssdk.core.exception.SdkException;

/// Sends dead letters again, one a step, in the order of their keys. A letter is deleted last, when
/// its function has taken the whole event and nobody has written the letter anew in between; so an
/// event may be sent twice and is never lost. What fails stays, with the records that failed. A run
/// tries every letter once: it only goes on to greater keys, so it ends, over as many invocations
/// as that takes.
public final class Redrive implements Job {
  private static final String ALIAS = ":live";
  private static final List<String> PREFIXES = List.of("aws/lambda/", "quarantine/");

  private final LetterBox letters;
  private final FunctionClient functions;
  private final InstantSource clock;

  public Redrive(LetterBox letters, FunctionClient functions, InstantSource clock) {
    this.letters = letters;
    this.functions = functions;
    this.clock = clock;
  }

  /// A function that is sent a letter may take long: a file is read for minutes.
  @Override
  public Duration longestStep() {
    return Duration.ofMinutes(2);
  }

  @Override
  public Step step(Work work) {
    Figures checkpoint = Figures.read(work.run().progress().checkpoint());
    try {
      return step(work, checkpoint);
    } catch (SdkException e) {
      return new Failed(new RunFault("store_failed", e.getClass().getSimpleName()));
    }
  }

  private Step step(Work work, Figures checkpoint) {
    int prefix = (int) checkpoint.number("prefix");
    if (prefix == PREFIXES.size()) {
      return new Done(work.run().progress());
    }
    Optional<String> key = letters.next(PREFIXES.get(prefix), checkpoint.text("after").orElse(""));
    if (key.isEmpty()) {
      Json.Obj next = Json.object().with("prefix", prefix + 1L).build();
      return new More(progress(Figures.read(work.run().progress().figures()), next));
    }
    Json.Obj next = checkpoint.with("after", Json.of(key.get())).json();
    Optional<LetterBox.Sealed> letter = letters.read(key.get());
    return letter.isEmpty()
        ? new More(progress(Figures.read(work.run().progress().figures()), next))
        : new More(progress(counted(work, redriven(work, letter.get())), next));
  }

  /// Whether the letter is gone.
  private boolean redriven(Work work, LetterBox.Sealed sealed) {
    Optional<DeadLetter> letter = DeadLetter.read(sealed.content());
    if (letter.isEmpty() || work.run().dryRun()) {
      return false;
    }
    return switch (call(letter.get(), work)) {
      case EventResult.Returned(Json value) -> settled(sealed, letter.get(), value);
      case EventResult.NotReturned(InvokeResult why) -> {
        keep(sealed, letter.get(), List.of(), words(why));
        yield false;
      }
    };
  }

  /// A letter for a function that is gone, or may not be called, must not stop the others.
  private EventResult call(DeadLetter letter, Work work) {
    try {
      return functions.call(letter.function() + ALIAS, letter.event(), work.deadline());
    } catch (SdkException e) {
      return new EventResult.NotReturned(
          new InvokeResult.FunctionFailed("refused", "Lambda refused the call"));
    }
  }

  private boolean settled(LetterBox.Sealed sealed, DeadLetter letter, Json value) {
    List<String> failed = failures(value);
    if (failed.isEmpty()) {
      return letters.delete(sealed);
    }
    keep(sealed, letter, failed, failed.size() + " records failed again");
    return false;
  }

  private void keep(LetterBox.Sealed sealed, DeadLetter letter, List<String> failed, String error) {
    String content = letter.failedAgain(failed, error, clock.instant()).write();
    letters.rewrite(sealed.key(), content);
  }

  /// A batch function names the records it could not handle; an empty name means the whole batch.
  private static List<String> failures(Json value) {
    return value instanceof Json.Obj answer
        ? new Figures(answer)
            .list("batchItemFailures").stream()
                .map(failure ->
                    failure instanceof Json.Obj object
                        ? new Figures(object).text("itemIdentifier").orElse("")
                        : "")
                .toList()
        : List.of();
  }

  private static String words(InvokeResult why) {
    return switch (why) {
      case InvokeResult.FunctionFailed(String type, String message) -> type + ": " + message;
      case InvokeResult.Throttled _ -> "Lambda had no room for the call";
      case InvokeResult.TimedOut _ -> "the function did not answer in time";
      case InvokeResult.Unreachable _, InvokeResult.Replied _ -> "Lambda did not answer";
    };
  }

  private static Figures counted(Work work, boolean gone) {
    Figures figures = Figures.read(work.run().progress().figures()).plus("letters", 1);
    Figures counted = figures.plus("redriven", gone ? 1 : 0).plus("kept", gone ? 0 : 1);
    return work.run().dryRun() ? counted.with("dryRun", Json.of(true)) : counted;
  }

  private static Progress progress(Figures figures, Json.Obj checkpoint) {
    return new Progress(
        figures.number("redriven"),
        figures.number("kept"),
        figures.write(),
        new Figures(checkpoint).write());
  }
}
