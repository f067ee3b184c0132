package orderflow.kit.json;

import java.util.Optional;
import java.util.function.Supplier;

/// The value of a member, to be asked for when the whole body turned out to be without fault.
public final class Field<T> {
  private final Optional<Supplier<T>> value;

  Field(Optional<Supplier<T>> value) {
    this.value = value;
  }

  /// The value of a required member.
  public T get() {
    return value.orElseThrow(() -> new IllegalStateException("the member has no value")).get();
  }

  /// The value of an optional member.
  public Optional<T> optional() {
    return value.map(Supplier::get);
  }

  public T orElse(T other) {
    return optional().orElse(other);
  }

  /// Whether a usable value was sent.
  public boolean isPresent() {
    return value.isPresent();
  }
}
