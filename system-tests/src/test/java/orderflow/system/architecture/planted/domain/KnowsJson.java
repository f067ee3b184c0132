package orderflow.system.architecture.planted.domain;

import com.fasterxml.jackson.databind.JsonNode;

/// Knows how it is written.
public record KnowsJson(JsonNode body) {}
