package orderflow.auth.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.AuditHour;
import orderflow.auth.domain.Seal;
import orderflow.auth.domain.SealChain;
import orderflow.auth.dynamodb.AuditHours;
import orderflow.auth.dynamodb.SealStore;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Seals the hours of the audit log that are over, one after the other, each with the seal before
/// it. Hours without entries are sealed as well, so that none can be lost. The same call again
/// changes nothing until another hour is over.
public final class SealAudit {
  private static final int MOST_HOURS = 48;

  /// Left of the function's time when another hour is begun: the caller waits less than all of it.
  private static final Duration RESERVE = Duration.ofSeconds(25);

  /// The first seal is of the first entry, which is not looked for further back than this.
  private static final int DAYS_BACK = 7;

  private static final long HOURS_OF_DAY = 24;

  private final AuditHours hours;
  private final SealStore seals;
  private final Chance chance;

  public SealAudit(AuditHours hours, SealStore seals, Chance chance) {
    this.hours = hours;
    this.seals = seals;
    this.chance = chance;
  }

  public sealed interface Result {

    /// What was sealed.
    ///
    /// @param hours how many
    /// @param remaining whether more hours are over
    /// @param chain as it is now; nothing before there is an entry
    record Sealed(int hours, long entries, boolean remaining, Optional<SealChain> chain)
        implements Result {}

    /// A later run of the job has taken over.
    record Fenced() implements Result {}

    /// Somebody else is sealing.
    record Raced() implements Result {}
  }

  /// The fence of a job, which admits this run or knows of a later one.
  public Fence fence(String job, long token) {
    return seals.fence(job, token);
  }

  public boolean admits(Fence fence) {
    return seals.admits(fence);
  }

  public Result seal(Optional<Fence> fence, Deadline deadline) {
    Optional<SealChain> chain = seals.chain();
    Instant now = chance.now();
    Optional<AuditHour> next = next(chain, now);
    int count = 0;
    long entries = 0;
    while (next.isPresent() && count < MOST_HOURS && deadline.allows(RESERVE)) {
      Seal seal = seal(next.get(), chain, now);
      switch (seals.add(seal, chain, fence, deadline)) {
        case FENCED -> {
          return new Result.Fenced();
        }
        case RACED -> {
          return new Result.Raced();
        }
        case DONE -> count++;
      }
      entries += seal.entries();
      chain = chain.map(before -> before.and(seal)).or(() -> Optional.of(SealChain.of(seal)));
      next = next(chain, now);
    }
    return new Result.Sealed(count, entries, next.isPresent(), chain);
  }

  private Seal seal(AuditHour hour, Optional<SealChain> chain, Instant now) {
    return Seal.over(
        hour, hours.weigh(hour), chain.map(SealChain::digest).orElse(Seal.BEGINNING), now);
  }

  private Optional<AuditHour> next(Optional<SealChain> chain, Instant now) {
    Optional<AuditHour> next =
        chain.isPresent() ? chain.map(known -> known.last().next()) : firstEver(now);
    return next.filter(hour -> hour.isClosed(now));
  }

  private Optional<AuditHour> firstEver(Instant now) {
    AuditHour today = AuditHour.parse(AuditHour.of(now).date() + "T00").orElseThrow();
    for (int back = DAYS_BACK; back >= 0; back--) {
      Optional<AuditHour> first = hours.firstOfDay(today.before(back * HOURS_OF_DAY));
      if (first.isPresent()) {
        return first;
      }
    }
    return Optional.empty();
  }
}
