package orderflow.auth.domain;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What a token allows: scopes of this service, sorted, each once (RFC 6749 §3.3).
///
/// @param names of [#KNOWN] only
public record Scopes(List<String> names) {
  /// Every scope there is: what an administrator has.
  public static final Scopes KNOWN = of(Role.scope(List.of(Role.values())));

  public Scopes {
    names = List.copyOf(new TreeSet<>(names));
  }

  /// The scopes of a request's `scope`, if there is at least one and all are known. Words are
  /// separated by one space each (RFC 6749 §3.3).
  public static Optional<Scopes> parse(String text) {
    Scopes asked = of(text);
    return KNOWN.includes(asked) ? Optional.of(asked) : Optional.empty();
  }

  public boolean includes(Scopes others) {
    return names.containsAll(others.names);
  }

  /// As tokens and answers have it: separated by a space.
  public String text() {
    return String.join(" ", names);
  }

  static Scopes of(String text) {
    return new Scopes(List.of(text.split(" ", -1)));
  }
}
