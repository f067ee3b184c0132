package orderflow.orders.application;

import java.time.LocalDate;
import java.util.Optional;
import orderflow.orders.domain.DailyReport;
import orderflow.orders.domain.FeedPosition;
import orderflow.orders.dynamodb.FeedReader;
import orderflow.orders.dynamodb.ReportReader;

/// Reads what is derived from the events of all orders. It lags behind them by what the stream
/// takes.
public final class ReadReports {
  private final FeedReader feed;
  private final ReportReader reports;

  public ReadReports(FeedReader feed, ReportReader reports) {
    this.feed = feed;
    this.reports = reports;
  }

  public FeedReader.Part feed(Optional<FeedPosition> after, int limit) {
    return feed.after(after, limit);
  }

  public DailyReport daily(LocalDate date) {
    return reports.daily(date);
  }
}
