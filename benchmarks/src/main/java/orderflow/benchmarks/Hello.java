package orderflow.benchmarks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The floor of a cold start: a handler that does nothing.
public final class Hello implements RequestStreamHandler {
  private static final byte[] ANSWER = "{\"hello\":true}".getBytes(StandardCharsets.UTF_8);

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write(ANSWER);
  }
}
