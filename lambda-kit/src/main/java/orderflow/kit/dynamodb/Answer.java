package orderflow.kit.dynamodb;

import java.util.Optional;

/// An answer that is kept for replays: exactly what the first caller got.
///
/// @param status HTTP status
/// @param contentType of the body
/// @param body the text of the body, replayed byte by byte
/// @param location `Location`, if there was one
/// @param etag `ETag`, if there was one
public record Answer(
    int status,
    String contentType,
    String body,
    Optional<String> location,
    Optional<String> etag) {}
