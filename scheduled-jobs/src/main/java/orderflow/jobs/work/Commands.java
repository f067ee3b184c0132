package orderflow.jobs.work;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import orderflow.jobs.application.Job;
import orderflow.jobs.domain.RunFault;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.ItemResult;
import orderflow.kit.invoke.FunctionClient;
import orderflow.kit.invoke.InvokeResult;
import orderflow.kit.json.Json;
import software.amazon.awssdk.core.exception.SdkException;

/// Sends a job's commands, of one item each, to the service that owns the data. What may pass is
/// tried three times within the step; every command is idempotent or a step forward, so a lost
/// answer does no harm.
public final class Commands {
  private static final int VERSION = 1;
  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final FunctionClient functions;
  private final String function;
  private final Consumer<Duration> pause;

  /// Prepares the commands of one service.
  ///
  /// @param function the alias of its commands function
  /// @param pause lets time pass between tries
  public Commands(FunctionClient functions, String function, Consumer<Duration> pause) {
    this.functions = functions;
    this.function = function;
    this.pause = pause;
  }

  /// How a command ended.
  sealed interface Outcome {}

  /// It was done.
  record Ok(Figures answer) implements Outcome {}

  /// It was not done.
  record NotDone(Job.Step why) implements Outcome {}

  Outcome send(String command, Json item, Job.Work work) {
    CommandEvent event =
        new CommandEvent(
            command,
            VERSION,
            work.run().requestId(),
            Optional.empty(),
            Optional.of(work.deadline().end()),
            Optional.of(work.run().job()),
            OptionalLong.of(work.token()),
            List.of(item));
    Outcome outcome = once(event, work);
    for (int tries = 1; tries < TRIES && mayPass(outcome); tries++) {
      Duration wait = FIRST_PAUSE.multipliedBy(1L << tries);
      if (!work.deadline().allows(wait.multipliedBy(2))) {
        return outcome;
      }
      pause.accept(wait);
      outcome = once(event, work);
    }
    return outcome;
  }

  private static boolean mayPass(Outcome outcome) {
    return outcome instanceof NotDone(Job.Failed(RunFault fault))
        && !fault.code().equals("refused");
  }

  private Outcome once(CommandEvent event, Job.Work work) {
    try {
      return switch (functions.invoke(function, event, work.deadline())) {
        case InvokeResult.Replied(var reply) when reply.results().size() == 1 ->
            outcome(reply.results().getFirst());
        case InvokeResult.Replied(var reply) ->
            failed("malformed_reply", reply.results().size() + " results for one item");
        case InvokeResult.FunctionFailed(String type, String message) ->
            failed("function_failed", type + ": " + message);
        case InvokeResult.Throttled _ -> failed("throttled", "Lambda had no room for the command");
        case InvokeResult.TimedOut _ -> failed("timed_out", "the command did not answer in time");
        case InvokeResult.Unreachable _ -> failed("unreachable", "Lambda did not answer");
      };
    } catch (SdkException e) {
      return failed("refused", "Lambda refused the call: " + e.getClass().getSimpleName());
    }
  }

  private static Outcome outcome(ItemResult result) {
    String code = result.code().orElse("");
    return switch (result.status()) {
      case OK -> new Ok(new Figures(result.more()));
      case REFUSED ->
          code.equals("fenced")
              ? new NotDone(new Job.Fenced())
              : failed("refused", code + ": " + result.detail().orElse(""));
      case FAILED -> failed("command_failed", code + ": " + result.detail().orElse(""));
    };
  }

  private static Outcome failed(String code, String detail) {
    return new NotDone(new Job.Failed(new RunFault(code, detail)));
  }
}
