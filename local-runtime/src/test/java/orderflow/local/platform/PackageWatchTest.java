package orderflow.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orderflow.local.lambda.FunctionDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageWatchTest {
  @TempDir Path directory;
  private final List<FunctionDefinition> reloaded = new ArrayList<>();

  @Test
  void a_change_is_taken_once_after_the_package_has_settled() throws IOException {
    Files.writeString(directory.resolve("a.jar"), "old");
    FunctionDefinition function = FunctionDefinition.of("F", "a.B", directory);
    PackageWatch watch = new PackageWatch(reloaded::add, List.of(function));

    Files.writeString(directory.resolve("a.jar"), "newer");
    watch.look();
    assertThat(reloaded).isEmpty();
    watch.look();
    watch.look();

    assertThat(reloaded).containsExactly(function);
  }

  @Test
  void an_untouched_or_missing_package_is_left_alone() throws IOException {
    Files.writeString(directory.resolve("a.jar"), "old");
    FunctionDefinition function = FunctionDefinition.of("F", "a.B", directory);
    PackageWatch watch = new PackageWatch(reloaded::add, List.of(function));

    watch.look();
    Files.delete(directory.resolve("a.jar"));
    Files.delete(directory);
    watch.look();
    watch.look();

    assertThat(reloaded).isEmpty();
  }
}
