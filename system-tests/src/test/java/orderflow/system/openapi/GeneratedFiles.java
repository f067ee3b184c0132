package orderflow.system.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import orderflow.model.ErrorCode;

/// The files of the working tree that are made from others, by path.
final class GeneratedFiles {
  static final String PROBLEMS = "docs/problems";

  private GeneratedFiles() {}

  static Map<String, String> all() {
    Map<String, String> files = new TreeMap<>();
    files.put("orders-service/src/main/resources/openapi.json", openApiJson());
    files.put("docs/reference/import-schemas.md", ImportSchemasPage.text());
    files.put("docs/reference/order-states.md", OrderStatesPage.text());
    files.put(PROBLEMS + "/README.md", problemIndex());
    for (ErrorCode code : ErrorCode.values()) {
      files.put(PROBLEMS + "/" + code.code() + ".md", problem(code));
    }
    return files;
  }

  private static String openApiJson() {
    try {
      return new ObjectMapper().writeValueAsString(OpenApiDocument.ofProject().root()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("api/openapi.yaml cannot be written as JSON", e);
    }
  }

  private static String problem(ErrorCode code) {
    return """
    # %s

    | | |
    |---|---|
    | `code` | `%s` |
    | `type` | `%s` |
    | Status | %d |

    **What to do.** %s

    The problem's `detail` says what was found in the request, `requestId` names the request in the logs. [All problems](README.md)
    """
        .formatted(code.title(), code.code(), code.type(), code.status(), code.help());
  }

  private static String problemIndex() {
    StringBuilder page =
        new StringBuilder(
            """
            # Problems

            Every error that a function answers is `application/problem+json` (RFC 9457) with one of these codes.

            | Status | Code | Meaning |
            |---|---|---|
            """);
    for (ErrorCode code : ErrorCode.values()) {
      page.append(
          "| %d | [`%s`](%s.md) | %s |%n"
              .formatted(code.status(), code.code(), code.code(), code.title())
              .replace(System.lineSeparator(), "\n"));
    }
    return page.toString();
  }
}
