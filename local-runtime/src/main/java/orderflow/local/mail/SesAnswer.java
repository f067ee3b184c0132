package orderflow.local.mail;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Answers as SES does: XML of the Query protocol.
final class SesAnswer {
  private static final String NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";

  private SesAnswer() {}

  static void sent(HttpExchange exchange, String action, String messageId) throws IOException {
    send(
        exchange,
        200,
        """
        <%1$sResponse xmlns="%2$s"><%1$sResult><MessageId>%3$s</MessageId></%1$sResult>\
        <ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata></%1$sResponse>\
        """
            .formatted(action, NAMESPACE, messageId, UUID.randomUUID()));
  }

  static void refused(HttpExchange exchange, MailRefusedException refusal) throws IOException {
    send(
        exchange,
        refusal.status(),
        """
        <ErrorResponse xmlns="%s"><Error><Type>Sender</Type><Code>%s</Code>\
        <Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>\
        """
            .formatted(
                NAMESPACE,
                refusal.code(),
                escaped(String.valueOf(refusal.getMessage())),
                UUID.randomUUID()));
  }

  private static void send(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] body = xml.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
