package orderflow.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Buckets and what starts a function: each property as it is read, and each refusal where it is.
final class TriggersTest extends TriggersFixture {
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
}
