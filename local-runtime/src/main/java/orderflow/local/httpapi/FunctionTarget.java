package orderflow.local.httpapi;

/// The function behind a route or an authorizer.
///
/// @param name the function's name
/// @param qualifier the alias that is invoked, or empty
public record FunctionTarget(String name, String qualifier) {}
