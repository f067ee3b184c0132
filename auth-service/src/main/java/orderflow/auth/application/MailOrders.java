package orderflow.auth.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import orderflow.auth.domain.AddressClaim;
import orderflow.auth.domain.Origin;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.invoke.SendResult;
import orderflow.kit.json.Json;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/// Orders mails from AuthCommandsFunction (`SendMail`) without waiting for them. No order holds a
/// code, a password or an address: what is to be mailed is read when it is mailed.
///
/// An order that could not be handed over is logged and changes nothing else: who asked gets the
/// same answer, and may ask again.
public final class MailOrders {
  private static final int VERSION = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final BiFunction<Json, Deadline, SendResult> queue;
  private final LogWriter log;

  /// Orders through a queue.
  ///
  /// @param queue hands an event over to the function
  public MailOrders(BiFunction<Json, Deadline, SendResult> queue, LogWriter log) {
    this.queue = queue;
    this.log = log;
  }

  /// A mail to the address of a claim, with a code or a notice.
  void claim(AddressClaim claim, Origin origin, Deadline deadline) {
    order(
        Json.object()
            .with("template", claim.kind().text())
            .with("address", claim.email().digest())
            .with("claim", claim.id())
            .build(),
        origin,
        deadline);
  }

  /// A notice that the password is another.
  void passwordChanged(String userId, Instant at, Origin origin, Deadline deadline) {
    order(notice("password-changed", userId, at, origin).build(), origin, deadline);
  }

  /// A notice of a login from a network that was not known.
  ///
  /// @param device what the client calls itself; may be empty
  void newDevice(String userId, String device, Instant at, Origin origin, Deadline deadline) {
    order(
        notice("new-device", userId, at, origin).with("device", device).build(), origin, deadline);
  }

  private static Json.Builder notice(String template, String userId, Instant at, Origin origin) {
    return Json.object()
        .with("template", template)
        .with("userId", userId)
        .with("at", at.toString())
        .with("network", origin.source());
  }

  private void order(Json item, Origin origin, Deadline deadline) {
    Json event = CommandEvent.of("SendMail", VERSION, origin.requestId(), List.of(item)).toJson();
    SendResult result = send(event, deadline.within(PATIENCE));
    if (result != SendResult.ACCEPTED) {
      log.warn(
          "a mail could not be ordered",
          Map.of(LogField.REQUEST_ID, origin.requestId(), LogField.OUTCOME, result.name()));
    }
  }

  /// A call that Lambda refuses for good is a fault of the deployment; the request goes on.
  private SendResult send(Json event, Deadline deadline) {
    try {
      return queue.apply(event, deadline);
    } catch (LambdaException e) {
      log.error("mails cannot be ordered", Map.of(LogField.EXCEPTION, e.getClass().getName()));
      return SendResult.UNREACHABLE;
    }
  }
}
