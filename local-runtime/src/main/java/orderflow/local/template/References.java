package orderflow.local.template;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `Ref` and `GetAtt` give for a resource, as CloudFormation's resource reference lists it, in
/// the account and region of the platform.
final class References {
  static final String ACCOUNT = "000000000000";
  static final String REGION = "eu-west-1";
  static final String STACK = "local";

  static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::AccountId",
          ACCOUNT,
          "AWS::Region",
          REGION,
          "AWS::Partition",
          "aws",
          "AWS::URLSuffix",
          "amazonaws.com",
          "AWS::StackName",
          STACK,
          "AWS::StackId",
          arn("cloudformation", "stack/" + STACK + "/local"));

  private References() {}

  static String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
  }

  /// The id of an API on this machine: lower case letters and digits, as API Gateway's.
  static String apiId(String logicalId) {
    return logicalId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /// Which property names a resource of this type; its logical id does when the property is not
  /// there.
  static Optional<String> nameProperty(String type) {
    return switch (type) {
      case "AWS::Serverless::Function" -> Optional.of("FunctionName");
      case "AWS::DynamoDB::Table" -> Optional.of("TableName");
      case "AWS::S3::Bucket" -> Optional.of("BucketName");
      case "AWS::Logs::LogGroup" -> Optional.of("LogGroupName");
      case "AWS::SNS::Topic" -> Optional.of("TopicName");
      case "AWS::CloudWatch::Alarm" -> Optional.of("AlarmName");
      default -> Optional.empty();
    };
  }

  /// The name of a resource whose template gives none; a bucket's has no upper-case letters.
  static String generatedName(String type, String logicalId) {
    return type.equals("AWS::S3::Bucket") ? logicalId.toLowerCase(Locale.ROOT) : logicalId;
  }

  /// A bucket's ARN has neither region nor account.
  static String bucketArn(String bucket) {
    return "arn:aws:s3:::" + bucket;
  }

  static String ref(String type, String logicalId, String name) {
    return switch (type) {
      case "AWS::Serverless::HttpApi" -> apiId(logicalId);
      case "AWS::SNS::Topic" -> arn("sns", name);
      default -> name;
    };
  }

  /// Empty when the type has no such attribute.
  static Optional<String> attribute(String type, String logicalId, String name, String attribute) {
    return switch (type) {
      case "AWS::Serverless::Function" -> only("Arn", attribute, arn("lambda", "function:" + name));
      case "AWS::DynamoDB::Table" -> tableAttribute(name, attribute);
      case "AWS::S3::Bucket" -> bucketAttribute(name, attribute);
      case "AWS::Serverless::HttpApi" -> apiAttribute(logicalId, attribute);
      case "AWS::Logs::LogGroup" -> only("Arn", attribute, arn("logs", "log-group:" + name + ":*"));
      default -> only("Arn", attribute, arn(service(type), logicalId));
    };
  }

  private static Optional<String> tableAttribute(String name, String attribute) {
    return switch (attribute) {
      case "Arn" -> Optional.of(tableArn(name));
      case "StreamArn" -> Optional.of(streamArn(name));
      default -> Optional.empty();
    };
  }

  private static String tableArn(String table) {
    return arn("dynamodb", "table/" + table);
  }

  static String streamArn(String table) {
    return tableArn(table) + "/stream/local";
  }

  private static Optional<String> bucketAttribute(String name, String attribute) {
    return switch (attribute) {
      case "Arn" -> Optional.of(bucketArn(name));
      case "DomainName" -> Optional.of(name + ".s3.amazonaws.com");
      case "RegionalDomainName" -> Optional.of(name + ".s3." + REGION + ".amazonaws.com");
      default -> Optional.empty();
    };
  }

  private static Optional<String> apiAttribute(String logicalId, String attribute) {
    String host = apiId(logicalId) + ".execute-api." + REGION + ".amazonaws.com";
    return switch (attribute) {
      case "ApiId" -> Optional.of(apiId(logicalId));
      case "ApiEndpoint" -> Optional.of("https://" + host);
      default -> Optional.empty();
    };
  }

  private static Optional<String> only(String known, String attribute, String value) {
    return attribute.equals(known) ? Optional.of(value) : Optional.empty();
  }

  private static String service(String type) {
    return type.split("::", -1)[1].toLowerCase(Locale.ROOT);
  }
}
