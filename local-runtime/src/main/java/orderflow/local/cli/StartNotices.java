package orderflow.local.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import orderflow.local.platform.Platform;
import orderflow.local.template.Finding;

/// What a platform says while it starts and runs. Until it is ready it is kept, because the table
/// tells what is not emulated in one place; later notices are printed as they come.
final class StartNotices implements Consumer<String> {
  private final PrintWriter out;
  private final List<String> early = new ArrayList<>();
  private boolean ready;

  StartNotices(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void accept(String notice) {
    if (ready) {
      out.println(notice);
      out.flush();
    } else {
      early.add(notice);
    }
  }

  synchronized String table(Platform platform, List<String> accounts) {
    ready = true;
    List<Finding> findings = platform.template().reported();
    findings.forEach(finding -> early.remove(finding.toString()));
    StringBuilder text = new StringBuilder();
    early.forEach(notice -> text.append(notice).append(System.lineSeparator()));
    text.append(System.lineSeparator()).append(Table.of(platform.status().toJson()));
    Table.rows(text, "Accounts", accounts);
    Table.rows(text, "Not emulated", findings.stream().map(StartNotices::what).distinct().toList());
    return text.append(System.lineSeparator()).toString();
  }

  private static String what(Finding finding) {
    return finding.what() + ": " + finding.why();
  }
}
