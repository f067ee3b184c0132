package orderflow.local.template;

import java.time.Duration;
import java.util.List;

/// A Lambda (REQUEST) authorizer with payload format 2.0.
///
/// @param identitySources expressions such as `$request.header.Authorization`
/// @param resultTtl how long a result is cached; zero means never
/// @param simpleResponses whether it answers `isAuthorized` instead of an IAM policy
public record LambdaAuthorizer(
    String name,
    String functionLogicalId,
    List<String> identitySources,
    Duration resultTtl,
    boolean simpleResponses) {

  public LambdaAuthorizer {
    identitySources = List.copyOf(identitySources);
  }
}
