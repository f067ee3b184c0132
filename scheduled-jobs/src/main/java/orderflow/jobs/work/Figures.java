package orderflow.jobs.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;

/// The members of a kept JSON object, or of a service's answer.
record Figures(Json.Obj json) {

  static Figures read(String text) {
    return new Figures((Json.Obj) JsonReader.readTrusted(text.getBytes(UTF_8)));
  }

  long number(String name) {
    return json.get(name).orElse(Json.of(0)) instanceof Json.Num(String text)
        ? Long.parseLong(text)
        : 0;
  }

  Optional<String> text(String name) {
    return json.get(name).orElse(new Json.Null()) instanceof Json.Str(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  boolean flag(String name) {
    return json.get(name).filter(Json.of(true)::equals).isPresent();
  }

  List<Json> list(String name) {
    return json.get(name).orElse(new Json.Null()) instanceof Json.Arr(var elements)
        ? elements
        : List.of();
  }

  Figures inner(String name) {
    return new Figures(
        json.get(name).orElse(new Json.Null()) instanceof Json.Obj inner
            ? inner
            : Json.object().build());
  }

  Figures with(String name, Json value) {
    Map<String, Json> members = new LinkedHashMap<>(json.members());
    members.put(name, value);
    return new Figures(new Json.Obj(members));
  }

  Figures with(String name, long value) {
    return with(name, Json.of(value));
  }

  Figures plus(String name, long more) {
    return with(name, number(name) + more);
  }

  String write() {
    return new String(JsonWriter.write(json), UTF_8);
  }
}
