package orderflow.dynamodblocal;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// Lambda contexts for tests of functions.
public final class Contexts {

  private Contexts() {}

  /// An invocation with ten seconds to go.
  public static Context fresh() {
    return new Invocation(10_000);
  }

  private record Invocation(int remaining) implements Context {
    @Override
    public String getAwsRequestId() {
      return "invocation-1";
    }

    @Override
    public int getRemainingTimeInMillis() {
      return remaining;
    }

    @Override
    public String getFunctionName() {
      return "function";
    }

    @Override
    public String getFunctionVersion() {
      return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:eu-west-1:000000000000:function:function";
    }

    @Override
    public String getLogGroupName() {
      return "group";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public int getMemoryLimitInMB() {
      return 1024;
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw unused("identity");
    }

    @Override
    public ClientContext getClientContext() {
      throw unused("client context");
    }

    @Override
    public LambdaLogger getLogger() {
      throw unused("logger");
    }

    private static UnsupportedOperationException unused(String what) {
      return new UnsupportedOperationException("functions of this project use no " + what);
    }
  }
}
