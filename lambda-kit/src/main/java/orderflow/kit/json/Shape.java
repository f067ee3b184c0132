package orderflow.kit.json;

import java.util.function.Supplier;

/// Declares the members of an object and how a value is made of them:
///
/// ```java
/// Shape<Line> line = fields -> {
///   Field<String> sku = fields.text("sku", Text.upTo(64));
///   Field<Long> quantity = fields.integer("quantity", 1, 10_000);
///   return () -> new Line(sku.get(), quantity.get());
/// };
/// ```
///
/// The supplier runs only when every member of the whole body is without fault.
@FunctionalInterface
public interface Shape<T> {
  Supplier<T> declare(Fields fields);
}
