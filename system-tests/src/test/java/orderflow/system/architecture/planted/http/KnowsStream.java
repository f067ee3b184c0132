package orderflow.system.architecture.planted.http;

import orderflow.system.architecture.planted.stream.Feed;

/// Uses a class of another edge.
public record KnowsStream(Feed feed) {}
