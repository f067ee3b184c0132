package orderflow.local.httpapi;

import java.util.SequencedMap;
import orderflow.local.template.HttpRoute;

/// The route of a request and its decoded path parameters.
record RouteMatch(HttpRoute route, SequencedMap<String, String> parameters) {}
