package orderflow.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// Templates of one function, a table and a bucket.
abstract class TriggersFixture {
  @TempDir Path directory;

  static AsyncSettings async(Template template) {
    return template.functions().values().iterator().next().async();
  }

  static String required(String type) {
    return switch (type) {
      case "DynamoDB" -> "Stream: !GetAtt Table.StreamArn\nStartingPosition: LATEST\n";
      case "S3" -> "Bucket: !Ref Bucket\nEvents: s3:ObjectCreated:*\n";
      default -> "ScheduleExpression: rate(1 hour)\n";
    };
  }

  Template withNotifications(String one, String two) throws IOException {
    String event =
        "{ Type: S3, Properties: { Bucket: !Ref Bucket, Events: %s,"
            + " Filter: { S3Key: { Rules: [%s] } } } }\n";
    return withFunction(
        ("Events:\n  One: " + event + "  Two: " + event)
            .formatted("s3:ObjectCreated:*", one, "s3:ObjectCreated:Put", two));
  }

  static String position(Finding finding) {
    return finding.position().line() + ":" + finding.position().column();
  }

  /// The event begins in line 14.
  Template withEvent(String event) throws IOException {
    return withFunction("Events:\n  Event:\n" + event.indent(4));
  }

  /// The properties begin in line 12, column 7.
  Template withFunction(String properties) throws IOException {
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

  Template read(String text) throws IOException {
    return TemplateReader.read(
        Files.writeString(directory.resolve("template.yaml"), text), Map.of());
  }
}
