package orderflow.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The DynamoDB actions that a service's functions may use are those its code calls. A transaction
/// needs the permission of each of its actions and none of its own.
final class GrantedActionsTest {
  private static final String CLIENT = "software.amazon.awssdk.services.dynamodb.DynamoDbClient";
  private static final String ACTION =
      "software.amazon.awssdk.services.dynamodb.model.TransactWriteItem$Builder";
  private static final Map<String, String> ACTIONS =
      Map.of(
          "put", "PutItem",
          "update", "UpdateItem",
          "delete", "DeleteItem",
          "conditionCheck", "ConditionCheckItem");
  private static final Set<String> NOT_ACTIONS =
      Set.of("transactWriteItems", "builder", "create", "close", "serviceName");

  @ParameterizedTest
  @MethodSource("orderflow.system.template.Services#modules")
  void the_actions_granted_are_those_that_code_uses(String module) {
    assertThat(granted(module)).isEqualTo(used(PackageJar.reached(module)));
  }

  @Test
  void calls_and_transactions_are_seen() {
    assertThat(used(PackageJar.of("auth-service", "auth-service")))
        .containsExactly("GetItem", "PutItem", "UpdateItem");
  }

  @Test
  void a_class_of_the_kit_counts_for_the_services_that_reach_it() {
    String transactWrite = "transactWriteItems";

    assertThat(PackageJar.of("auth-service", "auth-service").calls(CLIENT))
        .doesNotContain(transactWrite);
    assertThat(PackageJar.reached("auth-service").calls(CLIENT)).contains(transactWrite);
    assertThat(PackageJar.reached("auth-service").names())
        .doesNotContain("orderflow/kit/dynamodb/MarkerStore");
    assertThat(PackageJar.reached("orders-service").names())
        .contains("orderflow/kit/dynamodb/MarkerStore");
  }

  private static Set<String> used(PackageJar jar) {
    Set<String> used = new TreeSet<>();
    jar.calls(CLIENT).stream()
        .filter(name -> !NOT_ACTIONS.contains(name))
        .map(name -> name.replace("Paginator", ""))
        .forEach(
            name -> used.add(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)));
    jar.calls(ACTION).stream()
        .filter(ACTIONS::containsKey)
        .forEach(name -> used.add(ACTIONS.getOrDefault(name, name)));
    return used;
  }

  private static Set<String> granted(String module) {
    Set<String> granted = new TreeSet<>();
    for (SamTemplate.Resource function : SamTemplate.ofProject().resources(SamTemplate.FUNCTION)) {
      if (function.properties().path("CodeUri").asText().equals(module)) {
        JsonNode statements = function.properties().at("/Policies/0/Statement");
        for (JsonNode statement : statements) {
          Trees.texts(statement.path("Action")).stream()
              .filter(action -> action.startsWith("dynamodb:"))
              .forEach(action -> granted.add(action.substring("dynamodb:".length())));
        }
      }
    }
    return granted;
  }
}
