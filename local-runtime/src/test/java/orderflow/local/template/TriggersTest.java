package orderflow.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Buckets and what starts a function: each property as it is read, and each refusal where it is.
class TriggersTest {
  @TempDir private Path directory;

  @Test
  void a_bucket_has_a_name_an_arn_and_its_cors_rules() throws IOException {
    Template template =
        read(
            """
            Resources:
              Plain:
                Type: AWS::S3::Bucket
              Named:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: !Sub ${AWS::StackName}-files-${AWS::AccountId}-${AWS::Region}
                  CorsConfiguration:
                    CorsRules:
                      - AllowedOrigins: ["https://shop.example.com"]
                        AllowedMethods: [PUT]
                        AllowedHeaders: ["*"]
                        ExposedHeaders: [ETag]
                        MaxAge: 600
            Outputs:
              Ref: { Value: !Ref Named }
              Arn: { Value: !GetAtt Plain.Arn }
              Domain: { Value: !GetAtt Plain.RegionalDomainName }
            """);

    assertThat(template.refused()).isEmpty();
    assertThat(template.buckets().values())
        .extracting(Bucket::name)
        .containsExactly("plain", "local-files-000000000000-eu-west-1");
    assertThat(template.buckets().get("Named"))
        .extracting(Bucket::cors)
        .isEqualTo(
            List.of(
                new Cors(
                    List.of("https://shop.example.com"),
                    List.of("PUT"),
                    List.of("*"),
                    List.of("ETag"),
                    false,
                    Duration.ofMinutes(10))));
    assertThat(template.outputs())
        .containsEntry("Ref", "local-files-000000000000-eu-west-1")
        .containsEntry("Arn", "arn:aws:s3:::plain")
        .containsEntry("Domain", "plain.s3.eu-west-1.amazonaws.com");
  }

  @Test
  void what_of_a_bucket_is_not_emulated_is_reported_and_the_rest_refused() throws IOException {
    Template template =
        read(
            """
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  BucketEncryption: {}
                  VersioningConfiguration: { Status: Enabled }
                  LifecycleConfiguration: {}
                  PublicAccessBlockConfiguration: {}
                  OwnershipControls: {}
                  NotificationConfiguration: {}
                  ObjectLockEnabled: true
              Policy: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref Bucket } }
              Alarm: { Type: AWS::CloudWatch::Alarm }
              Sender: { Type: AWS::SES::EmailIdentity }
            """);

    assertThat(template.reported())
        .extracting(Finding::what)
        .containsExactly(
            "AWS::S3::Bucket property BucketEncryption",
            "AWS::S3::Bucket property PublicAccessBlockConfiguration",
            "AWS::S3::Bucket property OwnershipControls",
            "AWS::S3::Bucket property LifecycleConfiguration",
            "AWS::S3::Bucket property VersioningConfiguration",
            "resources of type AWS::S3::BucketPolicy",
            "resources of type AWS::CloudWatch::Alarm",
            "resources of type AWS::SES::EmailIdentity");
    assertThat(template.refused())
        .extracting(TriggersTest::position)
        .containsExactly("10:7", "11:7");
  }

  @Test
  void a_bucket_notification_is_read_whole() throws IOException {
    Template template =
        withEvent(
            """
            Type: S3
            Properties:
              Bucket: !Ref Bucket
              Events: s3:ObjectCreated:*
              Filter:
                S3Key:
                  Rules:
                    - { Name: prefix, Value: incoming/ }
                    - { Name: suffix, Value: .csv }
            """);

    assertThat(template.refused()).isEmpty();
    assertThat(template.s3Triggers())
        .containsExactly(
            new S3Trigger(
                "Function", "bucket", "Event", List.of("s3:ObjectCreated:*"), "incoming/", ".csv"));
  }

  @Test
  void a_stream_mapping_is_read_whole() throws IOException {
    Template template =
        withEvent(
            """
            Type: DynamoDB
            Properties:
              Stream: !GetAtt Table.StreamArn
              StartingPosition: LATEST
              BatchSize: 10
              MaximumBatchingWindowInSeconds: 3
              ParallelizationFactor: 2
              MaximumRetryAttempts: 5
              MaximumRecordAgeInSeconds: 3600
              BisectBatchOnFunctionError: true
              FunctionResponseTypes: [ReportBatchItemFailures]
              FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] }
              DestinationConfig: { OnFailure: { Type: S3, Destination: !GetAtt Bucket.Arn } }
              Enabled: false
            """);

    assertThat(template.refused()).isEmpty();
    assertThat(template.streamTriggers())
        .containsExactly(
            new StreamTrigger(
                "Function",
                "Table",
                "Event",
                10,
                Duration.ofSeconds(3),
                2,
                5,
                Optional.of(Duration.ofHours(1)),
                true,
                true,
                List.of("{\"eventName\":[\"INSERT\"]}"),
                StreamTrigger.StartingPosition.LATEST,
                Optional.of("bucket"),
                false));
  }

  @Test
  void a_stream_mapping_has_lambdas_defaults() throws IOException {
    Template template =
        withEvent(
            """
            Type: DynamoDB
            Properties: { Stream: !GetAtt Table.StreamArn, StartingPosition: TRIM_HORIZON }
            """);

    assertThat(template.refused()).isEmpty();
    assertThat(template.streamTriggers())
        .containsExactly(
            new StreamTrigger(
                "Function",
                "Table",
                "Event",
                100,
                Duration.ZERO,
                1,
                -1,
                Optional.empty(),
                false,
                false,
                List.of(),
                StreamTrigger.StartingPosition.TRIM_HORIZON,
                Optional.empty(),
                true));
  }

  @Test
  void a_schedule_is_read_whole_and_its_off_stays_a_text() throws IOException {
    Template template =
        withEvent(
            """
            Type: ScheduleV2
            Properties:
              Name: daily
              ScheduleExpression: cron(0 3 * * ? *)
              ScheduleExpressionTimezone: Europe/Dublin
              Input: '{"job":"daily"}'
              FlexibleTimeWindow: { Mode: OFF }
              RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 600 }
              State: DISABLED
            """);

    assertThat(template.refused()).isEmpty();
    assertThat(template.scheduleTriggers())
        .containsExactly(
            new ScheduleTrigger(
                "Function",
                "Event",
                "daily",
                "cron(0 3 * * ? *)",
                ZoneId.of("Europe/Dublin"),
                "{\"job\":\"daily\"}",
                Duration.ZERO,
                3,
                Duration.ofMinutes(10),
                false));
  }

  @Test
  void a_schedule_has_schedulers_defaults() throws IOException {
    Template template =
        withEvent(
            """
            Type: ScheduleV2
            Properties:
              ScheduleExpression: rate(5 minutes)
              FlexibleTimeWindow: { Mode: FLEXIBLE, MaximumWindowInMinutes: 15 }
            """);

    assertThat(template.refused()).isEmpty();
    assertThat(template.scheduleTriggers())
        .singleElement()
        .satisfies(schedule -> {
          assertThat(schedule.name()).isEqualTo("FunctionEvent");
          assertThat(schedule.zone()).isEqualTo(ZoneOffset.UTC);
          assertThat(schedule.input())
              .contains("<aws.scheduler.scheduled-time>")
              .doesNotContain("\n");
          assertThat(schedule.flexibleWindow()).isEqualTo(Duration.ofMinutes(15));
          assertThat(schedule.maximumRetryAttempts()).isEqualTo(185);
          assertThat(schedule.maximumEventAge()).isEqualTo(Duration.ofDays(1));
          assertThat(schedule.enabled()).isTrue();
        });
  }

  @Test
  void the_retries_of_asynchronous_invocations_are_read_and_have_lambdas_defaults()
      throws IOException {
    Template set =
        withFunction(
            """
            EventInvokeConfig:
              MaximumRetryAttempts: 1
              MaximumEventAgeInSeconds: 3600
              DestinationConfig: { OnFailure: { Type: S3Bucket, Destination: !GetAtt Bucket.Arn } }
            """);
    Template unset = withFunction("Timeout: 3\n");

    assertThat(set.refused()).isEmpty();
    assertThat(async(set))
        .isEqualTo(new AsyncSettings(1, Duration.ofHours(1), Optional.of("bucket")));
    assertThat(async(unset)).isEqualTo(AsyncSettings.DEFAULT);
  }

  private static AsyncSettings async(Template template) {
    return template.functions().values().iterator().next().async();
  }

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

  private static String required(String type) {
    return switch (type) {
      case "DynamoDB" -> "Stream: !GetAtt Table.StreamArn\nStartingPosition: LATEST\n";
      case "S3" -> "Bucket: !Ref Bucket\nEvents: s3:ObjectCreated:*\n";
      default -> "ScheduleExpression: rate(1 hour)\n";
    };
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

  private Template withNotifications(String one, String two) throws IOException {
    String event =
        "{ Type: S3, Properties: { Bucket: !Ref Bucket, Events: %s,"
            + " Filter: { S3Key: { Rules: [%s] } } } }\n";
    return withFunction(
        ("Events:\n  One: " + event + "  Two: " + event)
            .formatted("s3:ObjectCreated:*", one, "s3:ObjectCreated:Put", two));
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

  private static String position(Finding finding) {
    return finding.position().line() + ":" + finding.position().column();
  }

  /// The event begins in line 14.
  private Template withEvent(String event) throws IOException {
    return withFunction("Events:\n  Event:\n" + event.indent(4));
  }

  /// The properties begin in line 12, column 7.
  private Template withFunction(String properties) throws IOException {
    return read(
        """
        Resources:
          Bucket: { Type: AWS::S3::Bucket }
          Table:
            Type: AWS::DynamoDB::Table
            Properties:
              AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }]
              KeySchema: [{ AttributeName: pk, KeyType: HASH }]
              StreamSpecification: { StreamViewType: NEW_IMAGE }
          Function:
            Type: AWS::Serverless::Function
            Properties:
        """
            + properties.indent(6)
            + "      Handler: a.B\n      CodeUri: .\n      Runtime: java25\n");
  }

  private Template read(String text) throws IOException {
    return TemplateReader.read(
        Files.writeString(directory.resolve("template.yaml"), text), Map.of());
  }
}
