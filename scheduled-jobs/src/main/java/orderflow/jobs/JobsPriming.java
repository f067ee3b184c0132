package orderflow.jobs;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.http.HttpEdge;
import orderflow.kit.http.RouteMap;
import orderflow.kit.job.JobEvent;
import orderflow.kit.job.JobReply;
import orderflow.kit.time.Deadline;

/// Loads what the first event needs while a function starts; nothing is called, written or kept.
/// Clock and randomness are fixed ones of its own, so that nothing dated or unique is in a
/// snapshot.
final class JobsPriming {
  private static final InstantSource EPOCH = InstantSource.fixed(Instant.EPOCH);
  private static final String EVENT =
      "{\"job\":\"expire-orders\",\"scheduledFor\":\"2026-01-31T12:00:00Z\"}";
  private static final String REQUEST =
      """
      {"version":"2.0","routeKey":"POST /v1/jobs/{name}/runs","rawPath":"/v1/jobs/none/runs",
       "headers":{"accept":"application/json","content-type":"application/json"},
       "pathParameters":{"name":"none"},
       "requestContext":{"http":{"method":"POST","path":"/v1/jobs/none/runs"},
        "authorizer":{"lambda":{"verdict":"ok","sub":"priming","scope":"jobs:admin",
         "roles":"admin","exp":"4102444800"}}},
       "body":"{}","isBase64Encoded":false}
      """;

  private JobsPriming() {}

  static void event() {
    EventSerializer serializer = new EventSerializer();
    JobEvent event = serializer.fromJson(EVENT, JobEvent.class);
    serializer.toJson(
        new JobReply("", event.job()), OutputStream.nullOutputStream(), JobReply.class);
  }

  /// One whole request that is refused, from an event's bytes to its answer's.
  static void http(RouteMap routes) {
    EventSerializer serializer = new EventSerializer();
    APIGatewayV2HTTPEvent event = serializer.fromJson(REQUEST, APIGatewayV2HTTPEvent.class);
    APIGatewayV2HTTPResponse response =
        HttpEdge.silent(routes).handle(event, Deadline.at(Instant.MAX, EPOCH));
    if (response.getStatusCode() != 404) {
      throw new IllegalStateException(
          "the sample request got " + response.getStatusCode() + ", expected 404");
    }
    serializer.toJson(response, OutputStream.nullOutputStream(), APIGatewayV2HTTPResponse.class);
  }
}
