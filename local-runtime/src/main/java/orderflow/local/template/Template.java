package orderflow.local.template;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A template with parameters, conditions and intrinsic functions resolved. Maps are keyed by
/// logical id and keep the order of the file.
public record Template(
    Path file,
    Map<String, LambdaFunction> functions,
    Map<String, HttpApi> httpApis,
    Map<String, Table> tables,
    Map<String, Bucket> buckets,
    List<S3Trigger> s3Triggers,
    List<StreamTrigger> streamTriggers,
    List<ScheduleTrigger> scheduleTriggers,
    List<Finding> findings,
    Map<String, String> outputs) {

  public Template {
    functions = ordered(functions);
    httpApis = ordered(httpApis);
    tables = ordered(tables);
    buckets = ordered(buckets);
    s3Triggers = List.copyOf(s3Triggers);
    streamTriggers = List.copyOf(streamTriggers);
    scheduleTriggers = List.copyOf(scheduleTriggers);
    findings = List.copyOf(findings);
    outputs = ordered(outputs);
  }

  /// The findings that keep the platform from starting.
  public List<Finding> refused() {
    return of(Finding.Severity.REFUSED);
  }

  /// What is not emulated and changes nothing on this machine.
  public List<Finding> reported() {
    return of(Finding.Severity.REPORTED);
  }

  private List<Finding> of(Finding.Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).toList();
  }

  private static <V> SequencedMap<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }
}
