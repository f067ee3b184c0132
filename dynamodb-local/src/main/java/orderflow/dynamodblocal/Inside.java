package orderflow.dynamodblocal;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fields of DynamoDB Local's own objects, found by their type, where it has no other door.
///
/// All methods throw `IllegalStateException` if this is a DynamoDB Local with another inside.
final class Inside {

  private Inside() {}

  /// The first field of a type, wherever in the hierarchy of the holder's class it is declared.
  static <T> T field(Object holder, Class<T> type) {
    return find(holder.getClass(), holder, type, _ -> true);
  }

  /// The first static field of a type.
  static <T> T staticField(Class<?> holder, Class<T> type) {
    return find(holder, null, type, field -> Modifier.isStatic(field.getModifiers()));
  }

  private static <T> T find(
      Class<?> start, @Nullable Object holder, Class<T> type, Predicate<Field> wanted) {
    return Stream.<Class<?>>iterate(start, c -> c != null, Class::getSuperclass)
        .flatMap(c -> Stream.of(c.getDeclaredFields()))
        .filter(field -> type.isAssignableFrom(field.getType()))
        .filter(wanted)
        .findFirst()
        .map(field -> type.cast(value(field, holder)))
        .orElseThrow(() ->
            new IllegalStateException(
                start + " has no field of " + type + ": another DynamoDB Local?"));
  }

  private static Object value(Field field, @Nullable Object holder) {
    try {
      field.setAccessible(true);
      return field.get(holder);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }
}
