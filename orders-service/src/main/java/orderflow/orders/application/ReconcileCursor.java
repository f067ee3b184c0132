package orderflow.orders.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonSyntaxException;
import orderflow.kit.json.JsonWriter;
import orderflow.orders.domain.StockAccount;
import orderflow.orders.dynamodb.LedgerReader;

/// How far a comparison of the books has come.
///
/// @param read where reading the table goes on; nothing before the first part
/// @param ended whether all of the table has been read
/// @param walking whether orders are being gone through for the open accounts
/// @param walk where going through the orders goes on; nothing before the first part
/// @param accounts the accounts that are open, by SKU
record ReconcileCursor(
    Optional<LedgerReader.Position> read,
    boolean ended,
    boolean walking,
    Optional<LedgerReader.Position> walk,
    Map<String, StockAccount> accounts) {

  ReconcileCursor {
    accounts = Map.copyOf(accounts);
  }

  static ReconcileCursor start() {
    return new ReconcileCursor(Optional.empty(), false, false, Optional.empty(), Map.of());
  }

  String text() {
    Json.Builder json = Json.object().with("ended", ended).with("walking", walking);
    read.ifPresent(at -> json.with("read", position(at)));
    walk.ifPresent(at -> json.with("walk", position(at)));
    Json.Builder open = Json.object();
    new TreeMap<>(accounts).forEach((sku, account) -> open.with(sku, numbers(account)));
    return new String(JsonWriter.write(json.with("accounts", open.build()).build()), UTF_8);
  }

  /// The cursor that [#text] wrote; nothing for any other text.
  static Optional<ReconcileCursor> parse(String text) {
    try {
      return JsonReader.read(text.getBytes(UTF_8)) instanceof Json.Obj json
          ? Optional.of(read(json))
          : Optional.empty();
    } catch (JsonSyntaxException
        | IllegalArgumentException
        | ClassCastException
        | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static ReconcileCursor read(Json.Obj json) {
    Map<String, StockAccount> accounts = new TreeMap<>();
    json.get("accounts")
        .map(Json.Obj.class::cast)
        .ifPresent(
            open -> open.members().forEach((sku, numbers) -> accounts.put(sku, account(numbers))));
    return new ReconcileCursor(
        json.get("read").map(ReconcileCursor::position),
        json.get("ended").filter(Json.of(true)::equals).isPresent(),
        json.get("walking").filter(Json.of(true)::equals).isPresent(),
        json.get("walk").map(ReconcileCursor::position),
        accounts);
  }

  private static Json position(LedgerReader.Position at) {
    return Json.texts(List.of(at.pk(), at.sk()));
  }

  private static LedgerReader.Position position(Json json) {
    List<Json> key = ((Json.Arr) json).elements();
    return new LedgerReader.Position(
        ((Json.Str) key.get(0)).value(), ((Json.Str) key.get(1)).value());
  }

  private static Json numbers(StockAccount account) {
    return Json.of(
        List.of(
            Json.of(account.onHand()),
            Json.of(account.moves()),
            Json.of(account.supplied()),
            Json.of(account.taken())));
  }

  private static StockAccount account(Json json) {
    List<Long> numbers = new ArrayList<>();
    ((Json.Arr) json)
        .elements()
        .forEach(number -> numbers.add(Long.parseLong(((Json.Num) number).text())));
    return new StockAccount(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }
}
