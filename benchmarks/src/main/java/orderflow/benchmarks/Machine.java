package orderflow.benchmarks;

import java.lang.management.ManagementFactory;

/// What a figure was measured on.
final class Machine {

  private Machine() {}

  static String text() {
    return "%d processors, load average %.1f, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.version());
  }
}
