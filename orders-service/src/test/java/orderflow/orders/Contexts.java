package orderflow.orders;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;

/// Lambda contexts.
final class Contexts {

  private Contexts() {}

  /// An invocation with ten seconds to go.
  static Context fresh() {
    Context context = mock(Context.class);
    when(context.getRemainingTimeInMillis()).thenReturn(10_000);
    when(context.getAwsRequestId()).thenReturn("invocation-1");
    return context;
  }
}
