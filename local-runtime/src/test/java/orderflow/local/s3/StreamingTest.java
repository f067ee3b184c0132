package orderflow.local.s3;

import static orderflow.local.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class StreamingTest {
  private static final long MEGABYTE = 1024L * 1024;
  private static final long LENGTH = Long.getLong("orderflow.s3.megabytes", 96) * MEGABYTE;

  @TempDir Path folder;

  @Test
  void memory_does_not_grow_with_an_object() throws IOException {
    try (S3Fixture s3 = new S3Fixture(Optional.of(folder));
        S3Client client = s3.outside()) {
      client.putObject(
          request -> request.bucket(BUCKET).key("small"), RequestBody.fromString("warm"));
      List<MemoryPoolMXBean> old = oldGenerations();
      old.forEach(MemoryPoolMXBean::resetPeakUsage);
      long before = peak(old);

      client.putObject(
          request -> request.bucket(BUCKET).key("big"),
          RequestBody.fromInputStream(new Zeros(LENGTH), LENGTH));
      long read;
      try (InputStream body = client.getObject(request -> request.bucket(BUCKET).key("big"))) {
        read = body.transferTo(OutputStream.nullOutputStream());
      }

      assertThat(read).isEqualTo(LENGTH);
      assertThat(peak(old) - before).isLessThan(32 * MEGABYTE);
      assertThat(lastBytes(client)).hasSize(10);
    }
  }

  private static byte[] lastBytes(S3Client client) {
    return client
        .getObjectAsBytes(request -> request.bucket(BUCKET).key("big").range("bytes=-10"))
        .asByteArray();
  }

  private static List<MemoryPoolMXBean> oldGenerations() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .filter(pool -> pool.getName().contains("Tenured") || pool.getName().contains("Old"))
        .toList();
  }

  private static long peak(List<MemoryPoolMXBean> pools) {
    assertThat(pools).isNotEmpty();
    return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long length) {
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int read = (int) Math.min(length, left);
      left -= read;
      return read;
    }
  }
}
