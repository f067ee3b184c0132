package orderflow.auth.ses;

/// A mail before it has a recipient. Never printed: it may hold a code.
///
/// @param text for programs that show no HTML
/// @param html the same in HTML
public record Letter(String subject, String text, String html) {

  @Override
  public String toString() {
    return "Letter[" + subject + ", hidden]";
  }
}
