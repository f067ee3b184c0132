package orderflow.local.store;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The body of `DeleteObjects`.
final class BatchDelete {
  private static final List<String> EVERY_KEY = List.of("*");

  private BatchDelete() {}

  /// The keys it names. A body that cannot be read counts as one for every key.
  static List<String> keys(byte[] body) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    List<String> keys = new ArrayList<>();
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("Key")) {
          keys.add(xml.getElementText());
        }
      }
    } catch (XMLStreamException e) {
      return EVERY_KEY;
    }
    return keys.isEmpty() ? EVERY_KEY : keys;
  }
}
