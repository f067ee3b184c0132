package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How tables are keyed, kept and protected. `OrdersTable` has a stream, `KeyTable` a key of its
/// own.
final class TableRule {
  private TableRule() {}

  static List<String> faults(SamTemplate template) {
    List<String> faults = new ArrayList<>();
    for (SamTemplate.Resource table : template.resources(SamTemplate.TABLE)) {
      kept(table, faults);
      keyed(table, faults);
      special(table, faults);
    }
    for (SamTemplate.Resource key : template.resources("AWS::KMS::Key")) {
      Check check = new Check(key.id(), key.node(), faults);
      check.equal("/Properties/EnableKeyRotation", true);
      check.equal("/DeletionPolicy", "RetainExceptOnCreate");
    }
    return faults;
  }

  private static void kept(SamTemplate.Resource table, List<String> faults) {
    Check check = new Check(table.id(), table.node(), faults);
    check.equal("/DeletionPolicy", "RetainExceptOnCreate");
    check.equal("/UpdateReplacePolicy", "Retain");
    check.equal("/Properties/BillingMode", "PAY_PER_REQUEST");
    check.equal(
        "/Properties/TimeToLiveSpecification",
        Map.of("AttributeName", "expiresAt", "Enabled", true));
    check.equal("/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled", true);
    check.equal("/Properties/SSESpecification/SSEEnabled", true);
    check.equal("/Properties/DeletionProtectionEnabled/Fn::If/0", "IsDeletionProtected");
    check.absent("/Properties/TableName", "a name would forbid a second stack");
  }

  private static void keyed(SamTemplate.Resource table, List<String> faults) {
    Check check = new Check(table.id(), table.properties(), faults);
    check.equal("/KeySchema", keys("pk", "sk"));
    Set<String> used = new TreeSet<>(Set.of("pk", "sk"));
    int number = 0;
    for (JsonNode index : Trees.members(table.properties().path("GlobalSecondaryIndexes"))) {
      String name = "gsi" + ++number;
      Check indexCheck = new Check(table.id() + " " + name, index, faults);
      indexCheck.equal("/IndexName", name);
      indexCheck.equal("/KeySchema", keys(name + "pk", name + "sk"));
      indexCheck.equal("/Projection", Map.of("ProjectionType", "KEYS_ONLY"));
      used.addAll(Set.of(name + "pk", name + "sk"));
    }
    Set<String> defined = new TreeSet<>();
    for (JsonNode attribute : Trees.members(table.properties().path("AttributeDefinitions"))) {
      defined.add(attribute.path("AttributeName").asText());
      new Check(table.id(), attribute, faults).equal("/AttributeType", "S");
    }
    if (!defined.equals(used)) {
      faults.add(table.id() + ": defines " + defined + ", uses " + used);
    }
  }

  private static List<Map<String, String>> keys(String hash, String range) {
    return List.of(
        Map.of("AttributeName", hash, "KeyType", "HASH"),
        Map.of("AttributeName", range, "KeyType", "RANGE"));
  }

  private static void special(SamTemplate.Resource table, List<String> faults) {
    Check check = new Check(table.id(), table.properties(), faults);
    switch (table.id()) {
      case "OrdersTable" ->
          check.equal("/StreamSpecification", Map.of("StreamViewType", "NEW_AND_OLD_IMAGES"));
      case "KeyTable" ->
          check.equal(
              "/SSESpecification/KMSMasterKeyId",
              Map.of("Fn::GetAtt", List.of("KeyTableKey", "Arn")));
      default -> check.absent("/StreamSpecification", "nobody reads it");
    }
  }
}
