package orderflow.local.dynamodb;

import java.time.Duration;
import java.util.Optional;

/// How an event source mapping stands in one shard.
///
/// @param function the function's name
/// @param open records that were read and are not handled
/// @param lag the age of the oldest of them, else zero
/// @param discarded records that were given up since the platform started
/// @param blocked why the shard does not go on; empty when it does
public record ShardState(
    String mapping,
    String function,
    String table,
    String shard,
    int open,
    Duration lag,
    long discarded,
    Optional<String> blocked) {}
