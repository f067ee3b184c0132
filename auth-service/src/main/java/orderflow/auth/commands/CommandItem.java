package orderflow.auth.commands;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import orderflow.kit.json.Json;

/// The members of one item of a command. Members that a command does not know are not looked at, so
/// that a newer caller can talk to an older function.
record CommandItem(Json.Obj members) {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,15}");

  static CommandItem of(Json json) {
    return new CommandItem(json instanceof Json.Obj object ? object : Json.object().build());
  }

  Optional<String> text(String name) {
    return members.get(name).filter(Json.Str.class::isInstance).map(CommandItem::value);
  }

  /// The members of a member; none if it is no object.
  CommandItem inner(String name) {
    return of(members.get(name).orElse(new Json.Null()));
  }

  boolean has(String name) {
    return members.get(name).isPresent();
  }

  /// A member that is true or false.
  Optional<Boolean> bool(String name) {
    return members
        .get(name)
        .filter(Json.Bool.class::isInstance)
        .map(value -> ((Json.Bool) value).value());
  }

  /// A whole number; one that is too large, or has a fraction, is none.
  OptionalLong number(String name) {
    Optional<String> text =
        members
            .get(name)
            .filter(Json.Num.class::isInstance)
            .map(value -> ((Json.Num) value).text())
            .filter(number -> WHOLE.matcher(number).matches());
    return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
  }

  /// Whether a member is there and true.
  boolean isTrue(String name) {
    return members.get(name).filter(Json.of(true)::equals).isPresent();
  }

  /// A list of texts, if there is one and it holds nothing else.
  Optional<List<String>> texts(String name) {
    return elements(name)
        .filter(all -> all.stream().allMatch(Json.Str.class::isInstance))
        .map(all -> all.stream().map(CommandItem::value).toList());
  }

  private Optional<List<Json>> elements(String name) {
    return members
        .get(name)
        .filter(Json.Arr.class::isInstance)
        .map(value -> ((Json.Arr) value).elements());
  }

  private static String value(Json json) {
    return ((Json.Str) json).value();
  }
}
