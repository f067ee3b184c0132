package orderflow.local.lambda;

import java.io.IOException;

/// The log of one process: takes lines from its file, says which invocation each belongs to and
/// passes them on.
final class ProcessLog implements AutoCloseable {

  private final LogFile file;
  private final LogStore store;
  private final String function;
  private String requestId = "";
  private LogTail tail = new LogTail();
  private boolean closed;

  ProcessLog(LogFile file, LogStore store, String function) {
    this.file = file;
    this.store = store;
    this.function = function;
  }

  /// What was written until now belongs to the start of the process; what follows to an invocation.
  synchronized void begin(String requestId) {
    readToEnd();
    this.requestId = requestId;
    tail = new LogTail();
    add("START RequestId: " + requestId + " Version: $LATEST");
  }

  /// The invocation is over. Answers the tail of its log.
  synchronized String end(InvocationReport report) {
    readToEnd();
    add("END RequestId: " + requestId);
    add(report.line());
    requestId = "";
    return tail.toString();
  }

  /// Passes on what a running invocation has written so far.
  synchronized void poll() {
    try {
      if (!closed) {
        file.read(this::add);
      }
    } catch (IOException e) {
      add("orderflow: the log of this function cannot be read: " + e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    readToEnd();
    closed = true;
    try {
      file.close();
    } catch (IOException e) {
      add("orderflow: the log file of this function cannot be removed: " + e.getMessage());
    }
  }

  private void readToEnd() {
    try {
      if (!closed) {
        file.readToEnd(this::add);
      }
    } catch (IOException e) {
      add("orderflow: the log of this function cannot be read: " + e.getMessage());
    }
  }

  private void add(String line) {
    tail.add(line);
    store.add(function, requestId, line);
  }
}
