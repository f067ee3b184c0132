package orderflow.local.platform;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import orderflow.local.clock.MovableClock;
import orderflow.local.dynamodb.Expirations;
import orderflow.local.dynamodb.ShardState;
import orderflow.local.dynamodb.StreamPollers;
import orderflow.local.dynamodb.StreamSettings;
import orderflow.local.dynamodb.TtlSweep;
import orderflow.local.lambda.AsyncQueue;
import orderflow.local.lambda.LambdaService;
import orderflow.local.mail.MailServer;
import orderflow.local.s3.Notifications;
import orderflow.local.s3.S3Server;
import orderflow.local.scheduler.Scheduler;
import orderflow.local.store.AccessRules;
import orderflow.local.template.Template;

/// What starts functions besides requests: the asynchronous queue, and before it buckets and
/// schedules; the streams of tables. Built first, started when the functions can run.
final class EventSources {
  private final Template template;
  private final PlatformOptions options;
  private final DataFolder data;
  private final MovableClock clock;
  private final LambdaService lambda;
  private final FunctionNames functions;
  private final DeadLetterBuckets deadLetters = new DeadLetterBuckets();
  private final Parts parts;
  private final AsyncQueue queue;
  private final S3Server s3;
  private final MailServer mail;
  private final Scheduler scheduler;
  private volatile Optional<StreamPollers> streams = Optional.empty();

  EventSources(
      Template template,
      PlatformOptions options,
      DataFolder data,
      MovableClock clock,
      LambdaService lambda,
      AccessRules rules,
      Parts parts,
      Consumer<String> progress)
      throws IOException {
    this.template = template;
    this.options = options;
    this.data = data;
    this.clock = clock;
    this.lambda = lambda;
    this.functions = new FunctionNames(template);
    this.parts = parts;
    this.queue =
        new AsyncQueue(
            lambda, functions::async, deadLetters, options.delays(), clock, data.events());
    this.s3 = parts.open(objects(rules));
    deadLetters.open(s3);
    parts.open(queue);
    this.mail = parts.open(new MailServer(rules, clock, options.ports().mail()));
    this.scheduler = parts.open(schedules(progress));
    clock.onMove(queue::wake);
    clock.onMove(scheduler::evaluate);
  }

  private Scheduler schedules(Consumer<String> progress) throws IOException {
    return new Scheduler(
        template.scheduleTriggers(),
        (function, event) -> queue.send(functions.call(function, event)),
        clock,
        options.delays(),
        new SecureRandom(),
        progress,
        data.schedules());
  }

  private S3Server objects(AccessRules rules) throws IOException {
    Notifications notifications =
        new Notifications(
            template.s3Triggers(),
            (function, event) -> queue.send(functions.call(function, event)));
    return S3Server.start(
        new S3Server.Settings(
            data.objects(), template.buckets().values(), clock, options.ports().s3()),
        rules,
        notifications);
  }

  AsyncQueue queue() {
    return queue;
  }

  S3Server s3() {
    return s3;
  }

  MailServer mail() {
    return mail;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /// How the streams stand; none before [#start].
  List<ShardState> streams() {
    return streams.map(StreamPollers::states).orElse(List.of());
  }

  /// Whether no event waits or runs and every change of a table has been handled.
  boolean isIdle() {
    return queue.idle() && streams.map(StreamPollers::idle).orElse(true) && queue.idle();
  }

  /// Begins to deliver: events that wait, changes of objects that were not told, streams.
  ///
  /// @param upstream the tables' own server
  void start(URI upstream, Consumer<String> progress) throws IOException {
    Expirations expirations = new Expirations();
    TtlSweep sweep =
        parts.open(new TtlSweep(upstream, template.tables().values(), clock, expirations));
    clock.onMove(sweep::sweepSoon);
    StreamSettings settings =
        new StreamSettings(
            upstream,
            functions::call,
            lambda::invoke,
            deadLetters,
            options.delays(),
            clock,
            data.checkpoints());
    streams =
        Optional.of(
            parts.open(StreamPollers.start(template.streamTriggers(), settings, expirations)));
    queue.start();
    scheduler.start();
    int told = s3.recover();
    if (told > 0) {
      progress.accept(told + " changes of objects from the last run are told now");
    }
  }
}
