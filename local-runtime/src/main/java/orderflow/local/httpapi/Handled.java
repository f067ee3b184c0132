package orderflow.local.httpapi;

import java.time.Duration;
import orderflow.local.template.HttpRoute;

/// An answer and what the access log says of it.
record Handled(
    GatewayResponse response, String routeKey, Duration integrationLatency, String error) {

  static Handled byGateway(GatewayResponse response) {
    return new Handled(response, "", Duration.ZERO, "");
  }

  static Handled refused(GatewayResponse response, String error) {
    return new Handled(response, "", Duration.ZERO, error);
  }

  Handled with(GatewayResponse other) {
    return new Handled(other, routeKey, integrationLatency, error);
  }

  Handled on(HttpRoute route) {
    return new Handled(response, route.key(), integrationLatency, error);
  }

  Handled took(Duration latency) {
    return new Handled(response, routeKey, latency, error);
  }
}
