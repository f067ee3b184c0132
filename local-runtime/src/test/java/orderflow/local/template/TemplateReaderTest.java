package orderflow.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateReaderTest {
  @TempDir private Path directory;

  @Test
  void the_projects_template_is_read_whole_and_nothing_of_it_is_refused() throws IOException {
    Template template = TemplateReader.read(Path.of("../template.yaml"), Map.of());

    assertThat(template.refused()).isEmpty();
    assertThat(template.functions()).hasSize(10);
    assertThat(template.tables().values()).extracting(Table::logicalId).contains("OrdersTable");
    assertThat(template.buckets())
        .containsOnlyKeys("UploadBucket", "ReportsBucket", "DeadLetterBucket");
    assertThat(template.s3Triggers()).hasSize(1);
    assertThat(template.streamTriggers()).hasSize(1);
    assertThat(template.scheduleTriggers()).hasSize(6);
    assertThat(template.httpApis().values())
        .singleElement()
        .satisfies(api -> {
          assertThat(api.routes()).hasSize(67);
          assertThat(api.authorizers().values())
              .extracting(LambdaAuthorizer::functionLogicalId)
              .containsExactly("AuthorizerFunction");
        });
    assertThat(template.functions().values())
        .filteredOn(function -> function.logicalId().equals("OrdersHttpFunction"))
        .extracting(function -> function.environment().get("ORDERS_TABLE"))
        .containsExactly("OrdersTable");
  }

  @Test
  void each_intrinsic_function_gives_what_cloudformation_gives() throws IOException {
    Template template =
        read(
            """
            Parameters:
              Stage: { Type: String, Default: dev }
              Names: { Type: CommaDelimitedList, Default: "a, b" }
            Mappings:
              Sizes: { dev: { memory: small } }
            Conditions:
              IsDev: !Equals [!Ref Stage, dev]
              IsNot: !Not [Condition: IsDev]
              Both: !And [!Condition IsDev, !Not [!Condition IsNot]]
              Any: !Or [!Condition IsNot, !Condition IsDev]
            Resources: {}
            Outputs:
              Sub: { Value: !Sub "${Stage}-${!kept}-${AWS::AccountId}" }
              SubMap: { Value: !Sub ["${X}!", { X: !Ref Stage }] }
              Join: { Value: !Join ["/", !Ref Names] }
              Select: { Value: !Select [1, !Split [",", "x,y"]] }
              Find: { Value: !FindInMap [Sizes, !Ref Stage, memory] }
              If: { Value: !If [Both, !If [Any, yes, no], never] }
              Off: { Value: OFF }
              Octal: { Value: 012 }
              Date: { Value: 2010-09-09 }
            """);

    assertThat(template.refused()).isEmpty();
    assertThat(template.outputs())
        .containsEntry("Sub", "dev-${kept}-000000000000")
        .containsEntry("SubMap", "dev!")
        .containsEntry("Join", "a/b")
        .containsEntry("Select", "y")
        .containsEntry("Find", "small")
        .containsEntry("If", "yes")
        .containsEntry("Off", "OFF")
        .containsEntry("Octal", "012")
        .containsEntry("Date", "2010-09-09");
  }

  @Test
  void what_cannot_be_run_is_refused_at_its_position() throws IOException {
    Template template =
        read(
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }]
                  KeySchema: [{ AttributeName: pk, KeyType: HASH }]
                  LocalSecondaryIndexes: []
            Outputs:
              Gone: { Value: !Ref Nowhere }
            """);

    assertThat(template.refused())
        .extracting(finding -> finding.position().line() + ":" + finding.position().column())
        .containsExactly("2:3", "9:7", "11:18");
  }

  @Test
  void a_parameter_outside_its_allowed_values_is_refused() throws IOException {
    Path file =
        write("Parameters: { A: { Type: String, AllowedValues: [x, y] } }\nResources: {}\n");

    Template template = TemplateReader.read(file, Map.of("A", "z", "B", "1"));

    assertThat(template.refused()).hasSize(2);
    assertThat(template.refused().getFirst().why()).contains("[x, y]");
  }

  @Test
  void an_alias_a_second_key_and_broken_yaml_are_refused() throws IOException {
    assertThat(read("A: &a b\nC: *a\n").refused().getFirst().position().line()).isEqualTo(2);
    assertThat(read("Resources: {}\nResources: {}\n").refused().getFirst().position().line())
        .isEqualTo(2);
    assertThat(read("Resources: {a: [}\n").refused().getFirst().what()).contains("YAML");
  }

  private Template read(String text) throws IOException {
    return TemplateReader.read(write(text), Map.of());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("template.yaml"), text);
  }
}
