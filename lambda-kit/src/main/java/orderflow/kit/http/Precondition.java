package orderflow.kit.http;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import orderflow.model.ErrorCode;

/// What the client wants to be true of the resource before it changes (RFC 9110 §13.1).
public sealed interface Precondition {

  /// Whether a resource with this entity tag (quotes included) satisfies it.
  boolean holdsFor(String etag);

  /// `If-Match: *`: the resource exists.
  record Exists() implements Precondition {
    @Override
    public boolean holdsFor(String etag) {
      return true;
    }
  }

  /// `If-Match: "a", "b"`: strong comparison, so a weak tag never matches.
  record Matches(Set<String> etags) implements Precondition {
    public Matches {
      etags = Set.copyOf(etags);
    }

    @Override
    public boolean holdsFor(String etag) {
      return etags.contains(etag);
    }
  }

  /// `If-None-Match: *`: the resource does not exist yet.
  record Absent() implements Precondition {
    @Override
    public boolean holdsFor(String etag) {
      return false;
    }
  }

  /// Reads `If-Match`, which the route requires.
  static Input<Precondition> ifMatch(HttpRequest request) {
    return request
        .header("if-match")
        .map(value -> Input.given(parse(value)))
        .orElseGet(() -> required("If-Match with the resource's ETag"));
  }

  /// Reads `If-Match`, or `If-None-Match: *` to create.
  static Input<Precondition> ifMatchOrAbsent(HttpRequest request) {
    if (request.header("if-none-match").filter(value -> value.strip().equals("*")).isPresent()) {
      return Input.given(new Absent());
    }
    return request
        .header("if-match")
        .map(value -> Input.given(parse(value)))
        .orElseGet(() -> required("If-Match with the ETag to change, If-None-Match: * to create"));
  }

  /// Whether `If-None-Match` names the representation the client has already: answer 304.
  static boolean isNotModified(HttpRequest request, String etag) {
    return request
        .header("if-none-match")
        .map(value -> value.strip().equals("*") || weakly(value).contains(opaque(etag)))
        .orElse(false);
  }

  /// The answer to a precondition that does not hold.
  static Problem failed(String currentEtag) {
    return Problem.of(
            ErrorCode.PRECONDITION_FAILED, "the resource's ETag is " + currentEtag + " by now")
        .with("ETag", currentEtag);
  }

  private static Input<Precondition> required(String what) {
    return Input.refused(Problem.of(ErrorCode.PRECONDITION_REQUIRED, "send " + what));
  }

  private static Precondition parse(String header) {
    return header.strip().equals("*") ? new Exists() : new Matches(tags(header));
  }

  private static Set<String> tags(String header) {
    return Arrays.stream(header.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }

  private static Set<String> weakly(String header) {
    return tags(header).stream().map(Precondition::opaque).collect(Collectors.toSet());
  }

  private static String opaque(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }
}
