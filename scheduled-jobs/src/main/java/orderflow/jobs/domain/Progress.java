package orderflow.jobs.domain;

/// How far a run is. It is kept after every step, so that another attempt or invocation goes on
/// from there.
///
/// @param items what was done, counted in the job's own unit
/// @param failures what could not be done
/// @param figures of the effect: the text of a JSON object, by job
/// @param checkpoint where to go on: the text of a JSON object that only the job reads
public record Progress(long items, long failures, String figures, String checkpoint) {
  public static final Progress NONE = new Progress(0, 0, "{}", "{}");
}
