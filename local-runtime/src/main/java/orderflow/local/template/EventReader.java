package orderflow.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the events of functions: each of Type HttpApi is a route, every other type is refused.
final class EventReader {
  private EventReader() {}

  /// A route, the API it is on, and whether it said which authorizer it wants.
  ///
  /// @param authorizer empty: the API's default applies; `NONE`: public
  record Event(
      String apiId, String method, String path, String function, Optional<String> authorizer) {}

  static List<Event> read(String function, Value.Mapping events, Findings findings) {
    List<Event> read = new ArrayList<>();
    events
        .entries()
        .forEach((name, entry) ->
            findings.guard(() -> read.add(event(function, name, entry, findings))));
    return read;
  }

  private static Event event(String function, String name, Value.Entry entry, Findings findings) {
    Properties event = new Properties("the event " + name, Shapes.mapping(entry.value()));
    String type = event.required("Type", Shapes::text);
    if (!type.equals("HttpApi")) {
      throw new Refusal(
          event.keyAt("Type"),
          "the event type " + type + " of " + function,
          "expected HttpApi; remove the event to run the template here");
    }
    Properties route =
        event
            .nested("Properties")
            .orElseThrow(
                () -> new Refusal(event.at(), "a route without Properties", "add ApiId and Path"));
    Event read = route(function, route, findings);
    route.finish(findings);
    event.finish(findings);
    return read;
  }

  private static Event route(String function, Properties route, Findings findings) {
    route
        .read("PayloadFormatVersion", Shapes::text)
        .filter(version -> !version.equals("2.0"))
        .ifPresent(version -> refuse(route, "PayloadFormatVersion", version, "\"2.0\""));
    Optional<Properties> auth = route.nested("Auth");
    Optional<String> authorizer = auth.flatMap(value -> value.read("Authorizer", Shapes::text));
    auth.ifPresent(value -> value.finish(findings));
    return new Event(
        route.required("ApiId", Shapes::text),
        route.read("Method", Shapes::text).map(EventReader::method).orElse("ANY"),
        route.read("Path", Shapes::text).orElse("$default"),
        function,
        authorizer);
  }

  private static String method(String method) {
    String upper = method.toUpperCase(Locale.ROOT);
    return upper.equals("X-AMAZON-APIGATEWAY-ANY-METHOD") || upper.equals("*") ? "ANY" : upper;
  }

  private static void refuse(Properties route, String name, String found, String expected) {
    throw new Refusal(route.keyAt(name), name + " " + found, "expected " + expected);
  }
}
