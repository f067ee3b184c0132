package orderflow.local.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What Lambda may do with stream records and seldom does, so that a function can be tested against
/// it: "at least once" and "in order for each item" promise no more.
///
/// @param twice every batch that succeeded is delivered once more
/// @param reorder mixes the records of different partition keys in a batch; the same seed mixes the
///   same batches alike
public record StreamAids(boolean twice, Optional<RandomGenerator> reorder) {

  /// As it comes.
  public static final StreamAids NONE = new StreamAids(false, Optional.empty());

  List<StreamRecord> order(List<StreamRecord> batch) {
    return reorder.map(random -> mixed(batch, random)).orElse(batch);
  }

  private static List<StreamRecord> mixed(List<StreamRecord> batch, RandomGenerator random) {
    Map<String, Deque<StreamRecord>> byKey = new LinkedHashMap<>();
    batch.forEach(
        next -> byKey.computeIfAbsent(next.partition(), key -> new ArrayDeque<>()).add(next));
    List<Deque<StreamRecord>> left = new ArrayList<>(byKey.values());
    List<StreamRecord> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      int index = random.nextInt(left.size());
      mixed.add(left.get(index).remove());
      left.removeIf(Deque::isEmpty);
    }
    return mixed;
  }
}
