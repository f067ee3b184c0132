package orderflow.system.template;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Faults that a rule has to find: the rule, a text of the template, what it is replaced with, and
/// what the rule then says.
final class PlantedFaults {
  private PlantedFaults() {}

  static Stream<Arguments> all() {
    return Stream.of(
            cycles(),
            httpApi(),
            functions(),
            environments(),
            policies(),
            services(),
            authorizer(),
            tables(),
            buckets(),
            streams(),
            asynchronous(),
            schedules())
        .flatMap(Function.identity());
  }

  private static Stream<Arguments> cycles() {
    return Stream.of(
        arguments(
            Rule.CYCLES,
            "ISSUER_URL: !Ref IssuerUrl",
            "ISSUER_URL: !Sub https://${HttpApi}.example.com",
            "HttpApi -> "),
        arguments(
            Rule.CYCLES,
            "LOG_LEVEL: !Ref LogLevel",
            "LOG_LEVEL: !GetAtt HttpApi.ApiEndpoint",
            "HttpApi -> "),
        arguments(
            Rule.CYCLES,
            "  KeyTableKey:\n    Type: AWS::KMS::Key",
            "  KeyTableKey:\n    Type: AWS::KMS::Key\n    DependsOn: [KeyTable]",
            "KeyTable -> KeyTableKey"),
        arguments(
            Rule.CYCLES,
            "IMPORTS_TABLE: !Ref ImportsTable\n          ORDER",
            "UPLOAD_BUCKET: !Ref UploadBucket\n          ORDER",
            "ImportFileFunction -> UploadBucket"),
        arguments(
            Rule.CYCLES,
            "Resource: !Sub arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-run-job:live",
            "Resource: !Ref RunJobFunction.Alias",
            "RunJobFunction -> RunJobFunction"));
  }

  private static Stream<Arguments> httpApi() {
    return Stream.of(
        arguments(
            Rule.HTTP_API,
            "!Ref AuthorizerFunction.Alias",
            "!GetAtt AuthorizerFunction.Arn",
            "/FunctionArn"),
        arguments(
            Rule.HTTP_API,
            "EnableFunctionDefaultPermissions: true",
            "EnableFunctionDefaultPermissions: false",
            "/EnableFunctionDefaultPermissions"),
        arguments(
            Rule.HTTP_API,
            "EnableSimpleResponses: true",
            "EnableSimpleResponses: false",
            "/EnableSimple"),
        arguments(
            Rule.HTTP_API, "Headers: [Authorization]", "Headers: [X-Token]", "/Identity/Headers"),
        arguments(
            Rule.HTTP_API,
            "ReauthorizeEvery: 60",
            "ReauthorizeEvery: 3600",
            "/Identity/Reauthorize"),
        arguments(
            Rule.HTTP_API, "Auth: { Authorizer: NONE }", "Auth: {}", "Auth.Authorizer must be"),
        arguments(
            Rule.HTTP_API,
            "        DefaultAuthorizer: TokenAuthorizer\n",
            "",
            "/Auth/DefaultAuthorizer"),
        arguments(
            Rule.HTTP_API,
            "PayloadFormatVersion: \"2.0\"\n            Auth",
            "PayloadFormatVersion: \"1.0\"\n            Auth",
            "/PayloadFormatVersion"));
  }

  private static Stream<Arguments> functions() {
    return Stream.of(
        arguments(Rule.FUNCTIONS, "Runtime: java25", "Runtime: java21", "/Runtime"),
        arguments(Rule.FUNCTIONS, "[arm64]", "[x86_64]", "/Architectures"),
        arguments(
            Rule.FUNCTIONS,
            "AutoPublishAlias: live",
            "AutoPublishAlias: prod",
            "/AutoPublishAlias"),
        arguments(
            Rule.FUNCTIONS,
            "AutoPublishAliasAllProperties: true",
            "AutoPublishAliasAllProperties: false",
            "/AutoPublishAliasAllProperties"),
        arguments(
            Rule.FUNCTIONS,
            "      AutoPublishCodeSha256: !Ref Release\n",
            "",
            "/AutoPublishCodeSha256"),
        arguments(Rule.FUNCTIONS, "ApplyOn: PublishedVersions", "ApplyOn: None", "/SnapStart"),
        arguments(
            Rule.FUNCTIONS,
            "Handler: orderflow.auth.AuthorizerFunction",
            "Handler: orderflow.auth.AuthorizerFunction::handleRequest",
            "is not the class of that name"),
        arguments(
            Rule.FUNCTIONS,
            "!Ref AuthorizerLogGroup",
            "!Ref AuthHttpLogGroup",
            "expected one of its own"),
        arguments(
            Rule.FUNCTIONS,
            "RetentionInDays: !Ref LogRetentionDays",
            "KmsKeyId: a",
            "/Properties/Retention"),
        arguments(Rule.FUNCTIONS, "Timeout: 15", "Timeout: 30", "outlives API Gateway"),
        arguments(Rule.FUNCTIONS, "Timeout: 5\n", "Timeout: 10\n", "outlives an authorizer"),
        arguments(
            Rule.FUNCTIONS,
            "      CodeUri: orders-service\n",
            "      CodeUri: orders-service\n      Role: arn:aws:iam::1:role/shared\n",
            "/Role must not be set"),
        arguments(
            Rule.FUNCTIONS,
            "      CodeUri: orders-service\n",
            "      CodeUri: orders-service\n      FunctionName: orders\n",
            "/FunctionName must not be set"),
        arguments(
            Rule.FUNCTIONS,
            "FunctionName: !Sub ${AWS::StackName}-import-file",
            "FunctionName: import-file",
            "/FunctionName/Fn::Sub"),
        arguments(
            Rule.FUNCTIONS, "RecursiveLoop: Allow", "RecursiveLoop: Terminate", "/Recursive"));
  }

  private static Stream<Arguments> environments() {
    String level = "LOG_LEVEL: !Ref LogLevel";
    return Stream.of(
        arguments(Rule.FUNCTIONS, level, "CLOCK_OFFSET_FILE: /tmp/offset", "CLOCK_OFFSET_FILE"),
        arguments(
            Rule.FUNCTIONS, level, "AWS_ENDPOINT_URL: http://localhost", "local platform only"),
        arguments(
            Rule.FUNCTIONS,
            level,
            "A_FUNCTION: !Ref AuthCommandsFunction",
            "the alias of a function"),
        arguments(
            Rule.FUNCTIONS, "AUTH_TABLE: !Ref AuthTable", "AUTH_TABLE: accounts", "Ref to a table"),
        arguments(
            Rule.FUNCTIONS,
            "UPLOAD_BUCKET: !Ref UploadBucket",
            "UPLOAD_BUCKET: uploads",
            "Ref to a bucket"),
        arguments(
            Rule.FUNCTIONS,
            "                  - /var/task/lib/annotations-",
            "                  - /var/task/lib/x.jar\n".repeat(130)
                + "                  - /var/task/lib/annotations-",
            "Lambda allows 4096"));
  }

  private static Stream<Arguments> policies() {
    return Stream.of(
        arguments(
            Rule.POLICIES, "Action: [dynamodb:Query]", "Action: [dynamodb:*]", "has a wildcard"),
        arguments(
            Rule.POLICIES, "Action: [dynamodb:Query]", "Action: [dynamodb:Scan]", "is forbidden"),
        arguments(Rule.POLICIES, "/index/gsi1", "/index/*", "has a wildcard"),
        arguments(
            Rule.POLICIES,
            "Resource: !GetAtt OrdersTable.Arn",
            "Resource: \"*\"",
            "has a wildcard"),
        arguments(
            Rule.POLICIES,
            "Resource: !GetAtt OrdersTable.Arn",
            "Resource: !GetAtt AuthTable.Arn",
            "may use AuthTable, which it is not given"),
        arguments(
            Rule.POLICIES,
            "${OrdersTable.Arn}/index/gsi1",
            "${AuthTable.Arn}/index/gsi1",
            "may use AuthTable"),
        arguments(
            Rule.POLICIES,
            "Action: [dynamodb:Query]\n              Resource:\n                - !Sub ${OrdersTable.Arn}/index/gsi1",
            "Action: [lambda:InvokeFunction]\n              Resource:\n                - !GetAtt AuthCommandsFunction.Arn",
            "which is not an alias"),
        arguments(
            Rule.POLICIES,
            "      Policies:\n        - Version: \"2012-10-17\"\n",
            "      Policies:\n        - AmazonDynamoDBFullAccess\n        - Version: \"2012-10-17\"\n",
            "is not an inline statement"));
  }

  private static Stream<Arguments> services() {
    return Stream.of(
        arguments(
            Rule.POLICIES, "uploads-${AWS::AccountId}-${AWS::Region}/incoming/*", "*", "wildcard"),
        arguments(
            Rule.POLICIES,
            "-reports-${AWS::AccountId}-${AWS::Region}/*",
            "-reports/*",
            "is no bucket of this stack"),
        arguments(Rule.POLICIES, "ses:FromAddress: !Ref MailFrom", "ses:X: a", "has a wildcard"),
        arguments(
            Rule.POLICIES,
            "function:${AWS::StackName}-run-job:live",
            "function:${AWS::StackName}-run-job",
            "which is not an alias"),
        arguments(
            Rule.POLICIES,
            "function:${AWS::StackName}-run-job:live",
            "function:${AWS::StackName}-import-file:live",
            "which is not an alias"));
  }

  private static Stream<Arguments> buckets() {
    return Stream.of(
        arguments(Rule.BUCKETS, "BlockPublicPolicy: true", "BlockPublicPolicy: false", "/Public"),
        arguments(Rule.BUCKETS, "BucketOwnerEnforced", "ObjectWriter", "/OwnershipControls"),
        arguments(Rule.BUCKETS, "Status: Enabled }", "Status: Suspended }", "/Versioning"),
        arguments(
            Rule.BUCKETS, "AbortIncompleteMultipartUpload:", "Prefix:", "no lifecycle rule has"),
        arguments(
            Rule.BUCKETS,
            "BucketName: !Sub ${AWS::StackName}-uploads",
            "BucketName: !Sub ${AWS::StackName}-files",
            "/BucketName"),
        arguments(
            Rule.BUCKETS, "      BucketEncryption:", "      Encryption:", "/BucketEncryption"),
        arguments(Rule.BUCKETS, "aws:SecureTransport: \"false\"", "aws:X: \"false\"", "/Condition"),
        arguments(Rule.BUCKETS, "Bucket: !Ref ReportsBucket", "Bucket: other", "/Effect"));
  }

  private static Stream<Arguments> streams() {
    return Stream.of(
        arguments(
            Rule.TRIGGERS, "MaximumRetryAttempts: 5", "MaximumRetryAttempts: -1", "/MaximumRetry"),
        arguments(
            Rule.TRIGGERS,
            "            MaximumRecordAgeInSeconds: 3600\n",
            "",
            "/MaximumRecordAge"),
        arguments(
            Rule.TRIGGERS,
            "BisectBatchOnFunctionError: true",
            "BisectBatchOnFunctionError: false",
            "/Bisect"),
        arguments(
            Rule.TRIGGERS,
            "            FunctionResponseTypes: [ReportBatchItemFailures]\n",
            "",
            "/FunctionResponseTypes"),
        arguments(Rule.TRIGGERS, "- Pattern:", "- Other:", "/FilterCriteria"),
        arguments(
            Rule.TRIGGERS, "Type: S3, Destination", "Type: SQS, Destination", "/OnFailure/Type"),
        arguments(
            Rule.TRIGGERS,
            "Type: S3, Destination: !GetAtt DeadLetterBucket.Arn",
            "Type: S3, Destination: !GetAtt UploadBucket.Arn",
            "/OnFailure/Destination"));
  }

  private static Stream<Arguments> asynchronous() {
    return Stream.of(
        arguments(
            Rule.TRIGGERS,
            "        MaximumRetryAttempts: 2\n",
            "        MaximumRetryAttempts: 0\n",
            "/EventInvokeConfig/MaximumRetryAttempts"),
        arguments(
            Rule.TRIGGERS,
            "        MaximumEventAgeInSeconds: 3600\n",
            "        MaximumEventAgeInSeconds: 60\n",
            "/EventInvokeConfig/MaximumEventAgeInSeconds"),
        arguments(
            Rule.TRIGGERS, "Type: S3Bucket", "Type: SQS", "/DestinationConfig/OnFailure/Type"),
        arguments(Rule.TRIGGERS, "Value: incoming/", "Value: in/", "/Filter"));
  }

  private static Stream<Arguments> schedules() {
    return Stream.of(
        arguments(Rule.SCHEDULES, "rate(1 minute)", "rate(2 minutes)", "the jobs in code"),
        arguments(Rule.SCHEDULES, "Timezone: UTC", "Timezone: Europe/Dublin", "not in UTC"),
        arguments(
            Rule.SCHEDULES, "\"job\":\"redrive\"", "\"job\":\"retry\"", "the input of redrive"),
        arguments(Rule.TRIGGERS, "Mode: \"OFF\"", "Mode: FLEXIBLE", "/FlexibleTimeWindow"),
        arguments(
            Rule.TRIGGERS,
            "{ MaximumRetryAttempts: 10, ",
            "{ MaximumRetryAttempts: 185, ",
            "/RetryPolicy/MaximumRetryAttempts"));
  }

  private static Stream<Arguments> authorizer() {
    return Stream.of(
        arguments(
            Rule.POLICIES, "[PUBLIC]", "[PUBLIC, PRIVATE]", "/Policies/0/Statement/0/Condition"),
        arguments(
            Rule.POLICIES,
            "Sid: PublicKeysOnly\n              Effect: Allow\n              Action: [dynamodb:GetItem]",
            "Sid: PublicKeysOnly\n              Effect: Allow\n              Action: [dynamodb:GetItem, dynamodb:Query]",
            "/Policies/0/Statement/0/Action"));
  }

  private static Stream<Arguments> tables() {
    return Stream.of(
        arguments(Rule.TABLES, "NEW_AND_OLD_IMAGES", "NEW_IMAGE", "/StreamSpecification"),
        arguments(Rule.TABLES, "PAY_PER_REQUEST", "PROVISIONED", "/Properties/BillingMode"),
        arguments(
            Rule.TABLES,
            "AttributeName: expiresAt",
            "AttributeName: ttl",
            "/Properties/TimeToLive"),
        arguments(
            Rule.TABLES,
            "PointInTimeRecoveryEnabled: true",
            "PointInTimeRecoveryEnabled: false",
            "PointInTime"),
        arguments(
            Rule.TABLES,
            "DeletionPolicy: RetainExceptOnCreate",
            "DeletionPolicy: Delete",
            "/DeletionPolicy"),
        arguments(Rule.TABLES, "ProjectionType: KEYS_ONLY", "ProjectionType: ALL", "/Projection"),
        arguments(Rule.TABLES, "- IndexName: gsi3", "- IndexName: byStatus", "/IndexName"),
        arguments(
            Rule.TABLES,
            "{ AttributeName: gsi3sk, AttributeType: S }",
            "{ AttributeName: x, AttributeType: S }",
            "defines"),
        arguments(Rule.TABLES, ", KMSMasterKeyId: !GetAtt KeyTableKey.Arn", "", "KMSMasterKeyId"),
        arguments(
            Rule.TABLES,
            "EnableKeyRotation: true",
            "EnableKeyRotation: false",
            "EnableKeyRotation"));
  }
}
