package orderflow.local.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Cannot be constructed until the file named by its environment exists.
public final class Unstartable implements RequestHandler<Map<String, String>, String> {

  public Unstartable() {
    if (!Files.exists(Path.of(System.getenv("NEEDED_FILE")))) {
      throw new IllegalStateException("the needed file is missing");
    }
  }

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    return "started";
  }
}
