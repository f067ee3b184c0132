package orderflow.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The actions that a service's functions may use are those its code calls: on tables, objects,
/// functions and mail. A transaction needs the permission of each of its actions and none of its
/// own.
final class GrantedActionsTest {
  private static final String SERVICES = "software.amazon.awssdk.services.";
  private static final String CLIENT = SERVICES + "dynamodb.DynamoDbClient";
  private static final String ACTION = SERVICES + "dynamodb.model.TransactWriteItem$Builder";
  private static final Map<String, String> ACTIONS =
      Map.of(
          "put", "PutItem",
          "update", "UpdateItem",
          "delete", "DeleteItem",
          "conditionCheck", "ConditionCheckItem");
  private static final Set<String> NOT_ACTIONS =
      Set.of(
          "transactWriteItems",
          "builder",
          "create",
          "close",
          "serviceName",
          "serviceClientConfiguration");

  /// Service → class of its client.
  private static final Map<String, List<String>> CLIENTS =
      Map.of(
          "s3", List.of(SERVICES + "s3.S3Client", SERVICES + "s3.presigner.S3Presigner"),
          "lambda", List.of(SERVICES + "lambda.LambdaClient"),
          "ses", List.of(SERVICES + "ses.SesClient"));

  /// What S3 and Lambda call the permission of a call, where it is not the call's own name.
  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "s3:HeadObject", "s3:GetObject",
          "s3:PresignPutObject", "s3:PutObject",
          "s3:DeleteObjects", "s3:DeleteObject",
          "s3:ListObjectsV2", "s3:ListBucket",
          "lambda:Invoke", "lambda:InvokeFunction");

  @ParameterizedTest
  @MethodSource("orderflow.system.template.Services#modules")
  void the_actions_granted_are_those_that_code_uses(String module) {
    assertThat(granted(module)).isEqualTo(used(PackageJar.reached(module)));
  }

  @Test
  void calls_and_transactions_are_seen() {
    assertThat(used(PackageJar.of("auth-service", "auth-service")))
        .containsExactly(
            "dynamodb:BatchGetItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
            "ses:SendEmail");
  }

  @Test
  void a_class_of_the_kit_counts_for_the_services_that_reach_it() {
    String transactWrite = "transactWriteItems";

    assertThat(PackageJar.of("auth-service", "auth-service").calls(CLIENT))
        .doesNotContain(transactWrite);
    assertThat(PackageJar.reached("auth-service").calls(CLIENT)).contains(transactWrite);
    assertThat(PackageJar.reached("auth-service").names())
        .doesNotContain("orderflow/kit/dynamodb/StreamImage");
    assertThat(PackageJar.reached("orders-service").names())
        .contains("orderflow/kit/dynamodb/StreamImage");
  }

  private static Set<String> used(PackageJar jar) {
    Set<String> used = new TreeSet<>();
    calls(jar, CLIENT).forEach(name -> used.add("dynamodb:" + name));
    jar.calls(ACTION).stream()
        .filter(ACTIONS::containsKey)
        .forEach(name -> used.add("dynamodb:" + ACTIONS.getOrDefault(name, name)));
    CLIENTS.forEach((service, clients) ->
        clients.stream()
            .flatMap(client -> calls(jar, client))
            .map(name -> service + ":" + name)
            .forEach(call -> used.add(PERMISSIONS.getOrDefault(call, call))));
    return used;
  }

  /// The operations that are called on a client, as AWS writes them.
  private static Stream<String> calls(PackageJar jar, String client) {
    return jar.calls(client).stream()
        .filter(name -> !NOT_ACTIONS.contains(name))
        .map(name -> name.replace("Paginator", "").replace("AsBytes", ""))
        .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  private static Set<String> granted(String module) {
    Set<String> granted = new TreeSet<>();
    for (SamTemplate.Resource function : SamTemplate.ofProject().resources(SamTemplate.FUNCTION)) {
      if (function.properties().path("CodeUri").asText().equals(module)) {
        JsonNode statements = function.properties().at("/Policies/0/Statement");
        for (JsonNode statement : statements) {
          granted.addAll(granted(statement));
        }
      }
    }
    return granted;
  }

  private static List<String> granted(JsonNode statement) {
    return Trees.texts(statement.path("Action")).stream()
        .filter(action -> !action.startsWith("kms:"))
        .toList();
  }
}
