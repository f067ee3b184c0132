package orderflow.auth.domain;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What an account is; each role gives scopes. Every account starts as [#CUSTOMER].
public enum Role {
  CUSTOMER("orders:read orders:write"),
  STAFF("orders:read orders:write catalog:write imports:write fulfilment:write refunds:write"),
  ADMIN(
      "orders:read orders:write catalog:write imports:write fulfilment:write refunds:write"
          + " accounts:admin jobs:admin");

  private final String scopes;

  Role(String scopes) {
    this.scopes = scopes;
  }

  /// The wire form, for instance `staff`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of a wire form.
  public static Optional<Role> parse(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }

  /// The roles' wire forms in the order of rank.
  public static List<String> texts(Set<Role> roles) {
    return EnumSet.allOf(Role.class).stream().filter(roles::contains).map(Role::text).toList();
  }

  /// What these roles together allow: sorted, each scope once, separated by a space (RFC 6749
  /// §3.3).
  public static String scope(Collection<Role> roles) {
    Set<String> all = new TreeSet<>();
    roles.forEach(role -> all.addAll(List.of(role.scopes.split(" ", -1))));
    return String.join(" ", all);
  }
}
