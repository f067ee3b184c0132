package orderflow.local.platform;

import java.net.URI;
import java.util.Map;

/// Where a platform's parts listen.
record Endpoints(URI api, URI lambda, URI console, URI dynamodb) {

  static Endpoints of(String api, String lambda, String console, String dynamodb) {
    return new Endpoints(
        URI.create(api), URI.create(lambda), URI.create(console), URI.create(dynamodb));
  }

  /// What the AWS SDKs in a function read.
  Map<String, String> forFunctions() {
    return Map.of(
        "AWS_ENDPOINT_URL_LAMBDA", lambda.toString(),
        "AWS_ENDPOINT_URL_DYNAMODB", dynamodb.toString());
  }
}
