package orderflow.local.httpapi;

import java.time.Duration;
import java.time.Instant;

/// One line of the access log, named after API Gateway's `$context` variables.
///
/// @param routeKey the matched route, or empty
/// @param responseLength bytes of the body
/// @param responseLatency from the request's arrival to its answer
/// @param integrationLatency the part of it spent in the function, zero when it was not called
/// @param error why the gateway answered itself, or empty
public record AccessLogEntry(
    String requestId,
    Instant at,
    String method,
    String path,
    String routeKey,
    int status,
    int responseLength,
    Duration responseLatency,
    Duration integrationLatency,
    String sourceIp,
    String error) {}
