package orderflow.local.platform;

import java.net.URI;
import java.util.Map;

/// Where a platform's parts listen.
record Endpoints(URI api, URI lambda, URI console, URI dynamodb, URI s3, URI mail) {

  /// What the AWS SDKs in a function read.
  Map<String, String> forFunctions() {
    return Map.of(
        "AWS_ENDPOINT_URL_LAMBDA", lambda.toString(),
        "AWS_ENDPOINT_URL_DYNAMODB", dynamodb.toString(),
        "AWS_ENDPOINT_URL_S3", s3.toString(),
        "AWS_ENDPOINT_URL_SES", mail.toString());
  }
}
