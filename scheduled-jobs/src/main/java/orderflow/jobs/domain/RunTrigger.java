package orderflow.jobs.domain;

import java.util.Locale;

/// What made a run.
public enum RunTrigger {
  SCHEDULE,
  MANUAL;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static RunTrigger parse(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
