package orderflow.local.dynamodb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import orderflow.local.template.StreamTrigger;

/// The event source mappings of a template: reads the streams of its tables and brings the records
/// to the functions, at least once and in the order of each partition key.
///
/// A batch that fails holds up its shard (with a ParallelizationFactor, its part of the shard)
/// until it succeeds or is discarded; [#states] says so.
public final class StreamPollers implements AutoCloseable {
  private final StreamSettings settings;
  private final StoreApi api;
  private final List<StreamPoller> pollers = new ArrayList<>();

  private StreamPollers(StreamSettings settings) {
    this.settings = settings;
    this.api = new StoreApi(settings.upstream());
  }

  /// Starts the mappings that are enabled.
  ///
  /// @param expirations the deletes of expired items, from the sweep of the same platform
  /// @throws IOException if a table has no stream
  /// @throws IllegalArgumentException if a filter pattern is none, or a function has two mappings
  ///   on one stream
  public static StreamPollers start(
      List<StreamTrigger> triggers, StreamSettings settings, Expirations expirations)
      throws IOException {
    StreamPollers started = new StreamPollers(settings);
    try {
      started.open(triggers, expirations);
      return started;
    } catch (IOException | IllegalArgumentException e) {
      started.close();
      throw e;
    } catch (InterruptedException e) {
      started.close();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the streams are opened", e);
    }
  }

  private void open(List<StreamTrigger> triggers, Expirations expirations)
      throws IOException, InterruptedException {
    Set<String> mappings = new HashSet<>();
    for (StreamTrigger trigger : triggers) {
      String function = settings.functionName(trigger.function());
      if (!mappings.add(MappingTarget.uuid(function, trigger.table()))) {
        throw new IllegalArgumentException(
            "ResourceConflictException: "
                + function
                + " has two mappings on the stream of "
                + trigger.table()
                + "; join them into one");
      }
    }
    for (StreamTrigger trigger : triggers.stream().filter(StreamTrigger::enabled).toList()) {
      pollers.add(new StreamPoller(Mapping.of(trigger, settings, api, expirations), settings));
    }
  }

  /// One entry a shard that is read.
  public List<ShardState> states() {
    return pollers.stream()
        .flatMap(poller -> poller.states(settings.clock().instant()).stream())
        .toList();
  }

  /// Whether everything that was written before this call has been read and handled. Looks at once
  /// and does not wait; false when the store does not answer.
  public boolean idle() {
    try {
      for (StreamPoller poller : pollers) {
        if (!poller.isIdle()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Stops without waiting for batches under way: they come again after the next start.
  @Override
  public void close() {
    try {
      for (StreamPoller poller : pollers) {
        poller.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
