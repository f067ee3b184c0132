package orderflow.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import orderflow.imports.csv.RowReader;
import orderflow.imports.csv.UnitReader;
import orderflow.imports.csv.UnreadableFileException;
import orderflow.imports.domain.ImportFormat;
import orderflow.imports.domain.ImportKind;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.http.HttpEdge;
import orderflow.kit.http.RouteMap;
import orderflow.kit.time.Deadline;

/// Loads what the first event needs while the function starts; nothing is called, written or kept.
/// Clock and randomness are fixed ones of its own, so that nothing dated or unique is in a
/// snapshot.
final class ImportsPriming {
  private static final InstantSource EPOCH = InstantSource.fixed(Instant.EPOCH);
  private static final String REQUEST =
      """
      {"version":"2.0","routeKey":"POST /v1/imports","rawPath":"/v1/imports",
       "headers":{"accept":"application/json","content-type":"application/json"},
       "requestContext":{"http":{"method":"POST","path":"/v1/imports"},
        "authorizer":{"lambda":{"verdict":"ok","sub":"priming","scope":"imports:write",
         "roles":"staff","exp":"4102444800"}}},
       "body":"{}","isBase64Encoded":false}
      """;
  private static final String EVENT =
      """
      {"Records":[{"eventName":"ObjectCreated:Put","eventTime":"2026-01-31T12:00:00.000Z",
       "s3":{"bucket":{"name":"b"},"object":{"key":"k","size":1}}}]}
      """;
  private static final String CSV = "sku,name,amount,currency\nA,\"B\"\"\",1,EUR\n";

  private ImportsPriming() {}

  /// One whole request that is refused for its body, from an event's bytes to its answer's.
  static void http(RouteMap routes) {
    EventSerializer serializer = new EventSerializer();
    APIGatewayV2HTTPEvent event = serializer.fromJson(REQUEST, APIGatewayV2HTTPEvent.class);
    APIGatewayV2HTTPResponse response =
        HttpEdge.silent(routes).handle(event, Deadline.at(Instant.MAX, EPOCH));
    if (response.getStatusCode() != 400) {
      throw new IllegalStateException(
          "the sample request got " + response.getStatusCode() + ", expected 400");
    }
    serializer.toJson(response, OutputStream.nullOutputStream(), APIGatewayV2HTTPResponse.class);
  }

  /// One event and one row.
  static void file() {
    S3Event event = new EventSerializer().fromJson(EVENT, S3Event.class);
    try {
      RowReader rows =
          RowReader.open(
              new ByteArrayInputStream(CSV.getBytes(UTF_8)),
              ImportKind.PRODUCTS,
              ImportFormat.AUTO);
      if (event.getRecords().isEmpty()
          || new UnitReader(rows, ImportKind.PRODUCTS).next().isEmpty()) {
        throw new IllegalStateException("the sample file has no row");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnreadableFileException e) {
      throw new IllegalStateException("the sample file cannot be read", e);
    }
  }
}
