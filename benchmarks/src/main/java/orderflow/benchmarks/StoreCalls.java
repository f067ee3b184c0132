package orderflow.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// The calls that clients of this process make, in their order. The SDK finds it by
/// `execution.interceptors` among the resources, so functions need not know of it. It listens only
/// between [#begin] and [#end].
public final class StoreCalls implements ExecutionInterceptor {
  private static volatile Optional<List<SdkRequest>> heard = Optional.empty();

  static void begin() {
    heard = Optional.of(new ArrayList<>());
  }

  static List<SdkRequest> end() {
    List<SdkRequest> calls = heard.orElseThrow();
    heard = Optional.empty();
    return calls;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    heard.ifPresent(calls -> calls.add(context.request()));
  }
}
