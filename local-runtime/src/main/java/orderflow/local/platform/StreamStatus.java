package orderflow.local.platform;

import orderflow.local.dynamodb.ShardState;

/// One shard of a table's stream in a [PlatformStatus].
///
/// @param open records that were read and are not handled
/// @param lagMs the age of the oldest of them, milliseconds
/// @param discarded records given up since the start
/// @param blocked why the shard does not go on; empty when it does
public record StreamStatus(
    String function, String table, int open, long lagMs, long discarded, String blocked) {

  static StreamStatus of(ShardState state) {
    return new StreamStatus(
        state.function(),
        state.table(),
        state.open(),
        state.lag().toMillis(),
        state.discarded(),
        state.blocked().orElse(""));
  }
}
