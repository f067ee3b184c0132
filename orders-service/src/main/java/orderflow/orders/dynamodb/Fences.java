package orderflow.orders.dynamodb;

import java.util.Optional;
import java.util.OptionalLong;
import orderflow.kit.dynamodb.Fence;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The fences of the jobs that give this service commands.
public final class Fences {
  private final DynamoDbClient client;
  private final String table;

  public Fences(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// The fence of a command; nothing for one that does not come from a job.
  public Optional<Fence> of(Optional<String> job, OptionalLong token) {
    return job.filter(_ -> token.isPresent())
        .map(name -> new Fence(table, name, token.getAsLong()));
  }

  /// Whether no later run of the job has been here.
  public boolean admits(Fence fence) {
    return fence.admit(client);
  }
}
