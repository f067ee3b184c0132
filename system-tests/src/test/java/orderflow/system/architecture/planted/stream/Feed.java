package orderflow.system.architecture.planted.stream;

/// What an edge for table streams might keep to itself.
public record Feed(String name) {}
