package orderflow.auth.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orderflow.auth.domain.AuditHour;
import orderflow.auth.domain.Seal;
import orderflow.auth.domain.SealChain;
import orderflow.auth.domain.SealFault;
import orderflow.auth.dynamodb.AuditHours;
import orderflow.auth.dynamodb.SealStore;
import orderflow.kit.time.Deadline;

/// Weighs the audit log again and compares it with its seals: entries that were added, taken away
/// or changed, seals that are missing or were changed, and a chain that was made anew.
///
/// Who can write the table can make a whole new chain. That is found by an anchor: the end of the
/// chain as somebody else saw it before.
public final class VerifyAudit {
  private static final int MOST_HOURS = 48;
  private static final int MOST_FAULTS = 100;

  /// Left of the function's time when another hour is begun: the caller waits less than all of it.
  private static final Duration RESERVE = Duration.ofSeconds(25);

  private final AuditHours hours;
  private final SealStore seals;

  public VerifyAudit(AuditHours hours, SealStore seals) {
    this.hours = hours;
    this.seals = seals;
  }

  /// A seal that was seen before.
  public record Anchor(AuditHour hour, String digest) {}

  /// Which hours.
  ///
  /// @param from the first seal's hour if it is not given, or before it
  /// @param to the last seal's hour if it is not given, or after it
  public record Range(Optional<AuditHour> from, Optional<AuditHour> to) {}

  /// What was found.
  ///
  /// @param hours how many were weighed
  /// @param next where to go on, if there is more to weigh
  public record Found(int hours, long entries, List<SealFault> faults, Optional<AuditHour> next) {
    public Found {
      faults = List.copyOf(faults);
    }
  }

  public Found verify(Range range, Optional<Anchor> anchor, Deadline deadline) {
    List<SealFault> faults = new ArrayList<>();
    Optional<SealChain> chain = seals.chain();
    anchor.ifPresent(known -> compare(known, chain, faults));
    return chain
        .map(known -> verify(range, known, faults, deadline))
        .orElseGet(() -> new Found(0, 0, faults, Optional.empty()));
  }

  private void compare(Anchor anchor, Optional<SealChain> chain, List<SealFault> faults) {
    String found =
        chain
            .filter(known -> !anchor.hour().isAfter(known.last()))
            .flatMap(_ -> seals.find(anchor.hour()))
            .map(Seal::digest)
            .orElse("no seal");
    if (!found.equals(anchor.digest())) {
      faults.add(
          fault(anchor.hour(), SealFault.Kind.ANCHOR_BROKEN, "digest", anchor.digest(), found));
    }
  }

  private Found verify(Range range, SealChain chain, List<SealFault> faults, Deadline deadline) {
    AuditHour hour = range.from().filter(from -> from.isAfter(chain.first())).orElse(chain.first());
    AuditHour last = range.to().filter(chain.last()::isAfter).orElse(chain.last());
    Optional<String> before = digestBefore(hour, chain);
    int count = 0;
    long entries = 0;
    while (!hour.isAfter(last)
        && count < MOST_HOURS
        && faults.size() < MOST_FAULTS
        && deadline.allows(RESERVE)) {
      List<Seal.Part> found = hours.weigh(hour);
      Optional<Seal> seal = seals.find(hour);
      compare(hour, seal, before, found, faults);
      entries += found.stream().mapToLong(Seal.Part::entries).sum();
      before = seal.map(Seal::digest);
      hour = hour.next();
      count++;
    }
    if (hour.isAfter(chain.last())) {
      compareEnd(chain, before, faults);
    }
    return new Found(
        count, entries, faults, hour.isAfter(last) ? Optional.empty() : Optional.of(hour));
  }

  private Optional<String> digestBefore(AuditHour hour, SealChain chain) {
    return hour.isAfter(chain.first())
        ? seals.find(hour.before(1)).map(Seal::digest)
        : Optional.of(Seal.BEGINNING);
  }

  private static void compare(
      AuditHour hour,
      Optional<Seal> seal,
      Optional<String> before,
      List<Seal.Part> found,
      List<SealFault> faults) {
    if (seal.isEmpty()) {
      faults.add(fault(hour, SealFault.Kind.SEAL_MISSING, "seal", "a seal", "none"));
      return;
    }
    Seal sealed = seal.get();
    if (!sealed.isIntact()) {
      faults.add(
          fault(hour, SealFault.Kind.SEAL_CHANGED, "digest", "that of its values", "another one"));
    }
    before
        .filter(digest -> !digest.equals(sealed.before()))
        .map(digest -> fault(hour, SealFault.Kind.CHAIN_BROKEN, "before", sealed.before(), digest))
        .ifPresent(faults::add);
    for (int part = 0; part < found.size() && part < sealed.parts().size(); part++) {
      compare(hour, part, sealed.parts().get(part), found.get(part)).ifPresent(faults::add);
    }
  }

  private static Optional<SealFault> compare(
      AuditHour hour, int part, Seal.Part sealed, Seal.Part found) {
    if (sealed.equals(found)) {
      return Optional.empty();
    }
    int more = Long.compare(found.entries(), sealed.entries());
    SealFault.Kind kind =
        switch (more) {
          case 1 -> SealFault.Kind.ENTRIES_ADDED;
          case -1 -> SealFault.Kind.ENTRIES_MISSING;
          default -> SealFault.Kind.ENTRIES_CHANGED;
        };
    return Optional.of(
        fault(
            hour,
            kind,
            AuditHours.name(hour, part),
            sealed.entries() + " entries",
            found.entries() + " entries"));
  }

  private static void compareEnd(SealChain chain, Optional<String> last, List<SealFault> faults) {
    last.filter(digest -> !digest.equals(chain.digest()))
        .map(digest ->
            fault(
                chain.last(), SealFault.Kind.CHAIN_BROKEN, "end of chain", chain.digest(), digest))
        .ifPresent(faults::add);
  }

  private static SealFault fault(
      AuditHour hour, SealFault.Kind kind, String where, String expected, String found) {
    return new SealFault(hour, kind, where, expected, found);
  }
}
