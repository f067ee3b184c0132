package orderflow.kit.dynamodb;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.dynamodblocal.TestTables;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Turns the first good answers of DynamoDB Local into server errors, after it has done its work.
final class LostAnswers implements ExecutionInterceptor {
  private final int planned;
  private final AtomicInteger happened = new AtomicInteger();

  LostAnswers(int planned) {
    this.planned = planned;
  }

  DynamoDbClient client() {
    return DynamoDbClients.create(
        Map.of(
            "AWS_REGION",
            "eu-west-1",
            "AWS_ENDPOINT_URL_DYNAMODB",
            TestTables.endpoint().toString()),
        this);
  }

  int happened() {
    return happened.get();
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    SdkHttpResponse response = context.httpResponse();
    if (!response.isSuccessful() || happened.get() == planned) {
      return response;
    }
    happened.incrementAndGet();
    return response.toBuilder().statusCode(500).build();
  }
}
