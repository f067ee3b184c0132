package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.http.HttpEdge;
import orderflow.kit.http.RouteMap;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Fields;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import orderflow.kit.time.Deadline;
import orderflow.orders.application.OrderBody;
import orderflow.orders.commands.OrderCommands;
import orderflow.orders.http.SampleOrder;

/// Loads what the first request needs while the function starts; nothing is called, written or
/// kept. Clock and randomness are fixed ones of its own, so that nothing dated or unique is in a
/// snapshot and the function's own randomness is not touched.
final class OrdersPriming {
  private static final InstantSource EPOCH = InstantSource.fixed(Instant.EPOCH);
  private static final byte[] BODY =
      "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":1}],\"reference\":\"r\"}".getBytes(UTF_8);
  private static final String EVENT =
      """
      {"version":"2.0","routeKey":"GET /v1/health","rawPath":"/v1/health",
       "headers":{"accept":"application/json","x-request-id":"priming"},
       "requestContext":{"http":{"method":"GET","path":"/v1/health"}},"isBase64Encoded":false}
      """;

  private static final String COMMAND =
      """
      {"command":"PlaceOrders","version":1,"requestId":"priming","items":[
       {"key":"k","reference":"r","lines":[{"sku":"SKU-001","quantity":1}]},
       {"key":"k","reference":"r","lines":[]}]}
      """;

  private OrdersPriming() {}

  static void codec() {
    var json = JsonReader.readTrusted(BODY);
    if (Fields.decode(json, OrderBody.shape(false)) instanceof Decoded.Invalid<?> invalid) {
      throw new IllegalStateException("the sample body has faults: " + invalid.faults());
    }
    JsonWriter.writeCanonical(json);
  }

  /// One whole request over a route that needs no store, from an event's bytes to its answer's.
  static void request(RouteMap routes) {
    EventSerializer serializer = new EventSerializer();
    APIGatewayV2HTTPEvent event = serializer.fromJson(EVENT, APIGatewayV2HTTPEvent.class);
    APIGatewayV2HTTPResponse response =
        HttpEdge.silent(routes).handle(event, Deadline.at(Instant.MAX, EPOCH));
    if (response.getStatusCode() != 200) {
      throw new IllegalStateException(
          "the sample request got " + response.getStatusCode() + ", expected 200");
    }
    serializer.toJson(response, OutputStream.nullOutputStream(), APIGatewayV2HTTPResponse.class);
    SampleOrder.rendered();
  }

  /// One whole command from an event's bytes to its reply's, of items that are refused before the
  /// store is asked.
  static void command(OrderCommands commands) {
    EventSerializer serializer = new EventSerializer();
    CommandEvent event = serializer.fromJson(COMMAND, CommandEvent.class);
    CommandReply reply = commands.handle(event, Deadline.at(Instant.MAX, EPOCH)).reply();
    if (reply.notDone() != 2) {
      throw new IllegalStateException("the sample items must be refused, found " + reply);
    }
    serializer.toJson(reply, OutputStream.nullOutputStream(), CommandReply.class);
  }
}
