package orderflow.local.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Does what its event says.
public final class Obedient implements RequestHandler<Map<String, String>, @Nullable Object> {

  @Override
  public @Nullable Object handleRequest(Map<String, String> event, Context context) {
    String argument = event.getOrDefault("argument", "");
    return switch (event.getOrDefault("do", "echo")) {
      case "throw" -> throw new IllegalArgumentException(argument);
      case "exit" -> exit(Integer.parseInt(argument));
      case "exhaust memory" -> exhaustMemory();
      case "await file" -> awaitFile(Path.of(argument));
      case "print" -> print(argument);
      case "log" -> log(context, argument);
      case "return nothing" -> null;
      case "return text of length" -> "x".repeat(Integer.parseInt(argument));
      case "environment" -> System.getenv();
      case "context" -> context(context);
      case "process" -> ProcessHandle.current().pid();
      case "arguments" -> ManagementFactory.getRuntimeMXBean().getInputArguments();
      case "heap" -> Runtime.getRuntime().maxMemory();
      case "temporary folder" -> System.getProperty("java.io.tmpdir");
      default -> event;
    };
  }

  private static Object exit(int code) {
    System.exit(code);
    return code;
  }

  private static Object exhaustMemory() {
    return new long[1 << 30].length;
  }

  private static Object awaitFile(Path file) {
    System.out.println("waiting for " + file);
    while (!Files.exists(file)) {
      LockSupport.parkNanos(5_000_000);
    }
    return ProcessHandle.current().pid();
  }

  private static Object print(String text) {
    System.out.println(text);
    System.err.println("error output: " + text);
    return text;
  }

  private static Object log(Context context, String text) {
    context.getLogger().log(text + "\n");
    return text;
  }

  private static Map<String, Object> context(Context context) {
    return Map.of(
        "requestId", context.getAwsRequestId(),
        "functionArn", context.getInvokedFunctionArn(),
        "memory", context.getMemoryLimitInMB(),
        "remaining", context.getRemainingTimeInMillis(),
        "trace", System.getProperty("com.amazonaws.xray.traceHeader", ""));
  }
}
