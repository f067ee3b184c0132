package orderflow.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What buckets, events and asynchronous settings may not be, and where it is told.
final class TriggerRefusalsTest extends TriggersFixture {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EventInvokeConfig: { MaximumRetryAttempts: 3 } | 50 | from 0 to 2
          EventInvokeConfig: { MaximumEventAgeInSeconds: 59 } | 54 | from 60 to 21600
          EventInvokeConfig: { Qualifier: live } | 28 | remove it
          EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: SQS } } } | 49 | remove it
          EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } } | 68 | one of S3Bucket
          DeadLetterQueue: { Type: SQS } | 7 | remove it
          """)
  void what_a_functions_asynchronous_settings_may_not_be_is_refused(
      String property, int column, String expected) throws IOException {
    Template template = withFunction(property + "\n");

    assertThat(template.refused())
        .singleElement()
        .satisfies(finding -> {
          assertThat(position(finding)).isEqualTo("12:" + column);
          assertThat(finding.why()).contains(expected);
        });
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DynamoDB | StartingPosition: AT_TIMESTAMP | one of TRIM_HORIZON, LATEST
          DynamoDB | BatchSize: 0 | from 1 to 10000
          DynamoDB | BatchSize: many | a whole number
          DynamoDB | MaximumBatchingWindowInSeconds: 301 | from 0 to 300
          DynamoDB | ParallelizationFactor: 11 | from 1 to 10
          DynamoDB | MaximumRetryAttempts: -2 | from -1 to 10000
          DynamoDB | MaximumRecordAgeInSeconds: 59 | -1 or a whole number from 60 to 604800
          DynamoDB | FunctionResponseTypes: [ReportAll] | one of ReportBatchItemFailures
          DynamoDB | TumblingWindowInSeconds: 10 | remove it
          DynamoDB | Stream: arn:aws:dynamodb:::table/Other | StreamSpecification
          DynamoDB | FilterCriteria: { Filters: [{ Pattern: '{"eventName":"INSERT"}' }] } | an EventBridge pattern
          DynamoDB | DestinationConfig: { OnFailure: { Type: S3, Destination: "arn:aws:s3:::other" } } | a bucket of this template
          S3 | Bucket: other | !Ref of a bucket
          S3 | Events: s3:ObjectTagging:* | s3:ObjectCreated:*
          S3 | Filter: { S3Key: { Rules: [{ Name: key, Value: a }] } } | one of prefix, suffix
          S3 | Owner: me | remove it
          ScheduleV2 | ScheduleExpression: every day | cron(...), rate(...) or at(...)
          ScheduleV2 | ScheduleExpression: rate(5 minutess) | at character 8
          ScheduleV2 | ScheduleExpressionTimezone: Europe/Atlantis | a time zone
          ScheduleV2 | Input: '{"job":' | JSON
          ScheduleV2 | Name: a b | 1 to 64 letters
          ScheduleV2 | State: PAUSED | one of ENABLED, DISABLED
          ScheduleV2 | FlexibleTimeWindow: { Mode: FLEXIBLE } | expected the minutes
          ScheduleV2 | FlexibleTimeWindow: { Mode: FLEXIBLE, MaximumWindowInMinutes: 0 } | from 1 to 1440
          ScheduleV2 | RetryPolicy: { MaximumRetryAttempts: 186 } | from 0 to 185
          ScheduleV2 | RetryPolicy: { MaximumEventAgeInSeconds: 59 } | from 60 to 86400
          ScheduleV2 | DeadLetterConfig: {} | remove it
          """)
  void what_an_event_may_not_be_is_refused_at_its_line(
      String type, String property, String expected) throws IOException {
    String name = property.substring(0, property.indexOf(':'));
    String others =
        required(type)
            .lines()
            .filter(line -> !line.startsWith(name + ":"))
            .map(line -> "  " + line + "\n")
            .collect(Collectors.joining());

    Template template = withEvent("Type: " + type + "\nProperties:\n  " + property + "\n" + others);

    assertThat(template.refused())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.position().line()).isEqualTo(16);
          assertThat(finding.position().column()).isGreaterThanOrEqualTo(13);
          assertThat(finding.why()).contains(expected);
        });
  }

  @Test
  void a_required_property_an_unknown_type_and_an_event_without_properties_are_refused()
      throws IOException {
    assertThat(withEvent("Type: S3\nProperties: { Bucket: !Ref Bucket }\n").refused())
        .extracting(Finding::what)
        .containsExactly("the event Event Properties without Events");
    assertThat(withEvent("Type: SQS\nProperties: {}\n").refused())
        .extracting(Finding::what)
        .containsExactly("the event type SQS of Function");
    assertThat(withEvent("Type: S3\n").refused())
        .extracting(Finding::what)
        .containsExactly("the event Event without Properties");
  }

  @Test
  void a_route_on_no_declared_api_is_refused_and_never_dropped() throws IOException {
    assertThat(withEvent("Type: HttpApi\nProperties: { Path: /a, Method: GET }\n").refused())
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("without ApiId"));
    assertThat(
            withEvent("Type: HttpApi\nProperties: { ApiId: other, Path: /a, Method: GET }\n")
                .refused())
        .singleElement()
        .satisfies(finding -> {
          assertThat(position(finding)).isEqualTo("15:25");
          assertThat(finding.what()).isEqualTo("the ApiId other");
        });
  }

  @Test
  void notifications_of_one_event_are_for_different_keys() throws IOException {
    String apart = "{ Name: prefix, Value: a/ }";

    assertThat(withNotifications(apart, "{ Name: prefix, Value: b/ }").refused()).isEmpty();
    assertThat(withNotifications(apart, "{ Name: prefix, Value: a/b/ }").refused())
        .extracting(Finding::what)
        .containsExactly("a notification Two for keys that another one is for");
    assertThat(withNotifications(apart, "{ Name: suffix, Value: .csv }").refused()).hasSize(1);
  }

  @Test
  void a_schedule_has_a_name_of_its_own() throws IOException {
    String event =
        "{ Type: ScheduleV2, Properties: { Name: daily, ScheduleExpression: rate(1 day) } }\n";

    assertThat(withFunction("Events:\n  One: " + event + "  Two: " + event).refused())
        .extracting(Finding::what)
        .containsExactly("a second schedule of the name daily");
  }

  @Test
  void an_access_log_has_its_format_and_a_route_is_declared_once() throws IOException {
    Template template =
        read(
            """
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  AccessLogSettings: { DestinationArn: "arn:x", Format: '{"id":"$context.requestId"}' }
              Function:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Runtime: java25
                  CodeUri: .
                  Events:
                    One: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /a, Method: GET } }
                    Two: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /a, Method: GET } }
            """);

    assertThat(template.refused())
        .extracting(Finding::what)
        .containsExactly("a second route GET /a");
    assertThat(template.httpApis().values())
        .extracting(HttpApi::accessLogFormat)
        .containsExactly(Optional.of("{\"id\":\"$context.requestId\"}"));
  }
}
