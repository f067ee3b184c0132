package orderflow.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path folder;

  @Test
  void a_second_platform_in_the_same_folder_is_refused_with_the_way_out() throws Exception {
    try (DataFolder first = DataFolder.open(Optional.of(folder))) {
      assertThatThrownBy(() -> DataFolder.open(Optional.of(first.functions())))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining(folder + " is in use by another platform")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--data DIR");
    }

    try (DataFolder next = DataFolder.open(Optional.of(folder))) {
      assertThat(next.store()).contains(folder.resolve("dynamodb"));
    }
  }

  @Test
  void emptying_takes_items_objects_events_and_checkpoints_and_leaves_archives() throws Exception {
    try (DataFolder data = DataFolder.open(Optional.of(folder))) {
      for (String kept : new String[] {"dynamodb", "s3", "async", "streams", "archives"}) {
        Files.writeString(Files.createDirectories(folder.resolve(kept)).resolve("file"), "x");
      }

      data.empty();

      assertThat(folder.resolve("archives/file")).exists();
      assertThat(data.store().orElseThrow()).doesNotExist();
      assertThat(data.objects().orElseThrow()).doesNotExist();
      assertThat(data.events().orElseThrow()).doesNotExist();
      assertThat(data.checkpoints().orElseThrow()).doesNotExist();
    }
  }

  @Test
  void a_temporary_folder_ends_with_its_platform() throws Exception {
    Path temporary;
    try (DataFolder data = DataFolder.open(Optional.empty())) {
      temporary = data.functions();
      assertThat(data.store()).isEmpty();
    }

    assertThat(temporary).doesNotExist();
  }
}
