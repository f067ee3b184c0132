package orderflow.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import com.auth0.jwt.algorithms.Algorithm;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderflow.auth.AuthTables;
import orderflow.auth.AuthorizerFunction;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Each point of RFC 8725 §3 and RFC 9068 §4 refuses a token at the whole authorizer, and nothing
/// of the token gets through.
final class TokenRulesTest {
  private static final String ISSUER = "https://local.execute-api.example";
  private final Instant now = Instant.now();

  private final AuthTables tables = AuthTables.create();
  private final NewKey key = NewKey.generate();
  private final Map<String, String> tokens = new LinkedHashMap<>();

  @Test
  void each_point_of_the_two_documents_refuses_a_token() throws Exception {
    storeKey();
    AuthorizerFunction function = new AuthorizerFunction(tables.environment());
    algorithms();
    signatures();
    keys();
    claims();
    types();

    Map<String, Map<String, String>> contexts = new LinkedHashMap<>();
    tokens.forEach((rule, token) -> contexts.put(rule, authorize(function, token)));

    assertThat(authorize(function, signed(header(), good()))).containsEntry("verdict", "ok");
    assertThat(contexts).hasSizeGreaterThanOrEqualTo(35);
    contexts.forEach((rule, context) ->
        assertThat(context)
            .as(rule)
            .isEqualTo(Map.of("verdict", rule.substring(rule.lastIndexOf(' ') + 1))));
  }

  @Test
  void a_published_key_that_is_not_for_verifying_es256_is_no_key() {
    Json.Obj jwk = key.publicKey().jwk();
    List<Json.Obj> unfit =
        List.of(
            with(jwk, "alg", "ES384"),
            with(jwk, "use", "enc"),
            with(jwk, "kty", "RSA"),
            with(jwk, "crv", "P-384"),
            with(jwk, "d", "AA"),
            with(jwk, "key_ops", "sign"),
            // RFC 8725 §3.4: not a point of the curve.
            with(jwk, "y", Base64Url.encode(new byte[32])),
            with(jwk, "x", "AA"));

    for (Json.Obj published : unfit) {
      publish(published);
      AuthorizerFunction function = new AuthorizerFunction(tables.environment());

      assertThat(authorize(function, signed(header(), good())))
          .as(published.toString())
          .isEqualTo(Map.of("verdict", "unknown_key"));
    }
  }

  private void algorithms() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    Algorithm rs256 = Algorithm.RSA256((RSAPrivateKey) rsa.generateKeyPair().getPrivate());
    Algorithm hs256 = Algorithm.HMAC256(JsonWriter.write(key.publicKey().jwk()));
    String none = encoded(with(header(), "alg", "none"));
    tokens.put(
        "8725 3.1 the public key as HMAC secret: wrong_type",
        foreign(with(header(), "alg", "HS256"), hs256));
    tokens.put("8725 3.2 RS256: wrong_type", foreign(with(header(), "alg", "RS256"), rs256));
    tokens.put("8725 3.2 none: wrong_type", none + "." + encoded(good().build()) + ".");
    tokens.put(
        "8725 3.2 none in other letters: wrong_type",
        signed(with(header(), "alg", "nOnE"), good()));
    tokens.put(
        "8725 3.2 another curve by name: wrong_type",
        signed(with(header(), "alg", "ES512"), good()));
  }

  private void signatures() {
    String[] parts = signed(header(), good()).split("\\.", -1);
    String staff = encoded(good().with("roles", Json.texts(List.of("admin"))).build());
    String input = parts[0] + "." + parts[1] + ".";
    tokens.put("8725 3.3 altered claims: bad_signature", parts[0] + "." + staff + "." + parts[2]);
    tokens.put("8725 3.3 no signature: bad_signature", input);
    tokens.put("8725 3.3 r and s of zero: bad_signature", input + Base64Url.encode(new byte[64]));
    tokens.put(
        "8725 3.3 a byte more: bad_signature",
        input + Base64Url.encode(Arrays.copyOf(decoded(parts[2]), 65)));
    tokens.put("8725 3.3 padding: bad_signature", input + parts[2] + "==");
    tokens.put(
        "8725 3.5 a key of somebody else: bad_signature",
        NewKey.generate()
            .signingKey()
            .sign(JsonWriter.write(header()), JsonWriter.write(good().build())));
    tokens.put("8725 3.3 a fourth part: malformed", input + parts[2] + ".e30");
  }

  private void keys() {
    for (String member : List.of("jku", "jwk", "x5u", "x5c")) {
      tokens.put(
          "8725 3.10 " + member + ": malformed",
          signed(with(header(), member, "https://evil.example/keys"), good()));
    }
    tokens.put(
        "8725 3.10 a path as kid: unknown_key",
        signed(with(header(), "kid", "../../keys/own"), good()));
    tokens.put(
        "8725 3.10 a kid of nobody: unknown_key", signed(with(header(), "kid", "x"), good()));
    tokens.put("8725 3.6 compression: malformed", signed(with(header(), "zip", "DEF"), good()));
    tokens.put("7515 4.1.11 an extension: malformed", signed(with(header(), "crit", "x"), good()));
  }

  private void claims() {
    byte[] broken = JsonWriter.write(good().with("x", Json.of("#")).build());
    for (int i = 0; i < broken.length; i++) {
      broken[i] = broken[i] == '#' ? (byte) 0xff : broken[i];
    }
    tokens.put("8725 3.7 not UTF-8: malformed", sign(JsonWriter.write(header()), broken));
    String twice =
        new String(JsonWriter.write(good().build()), UTF_8).replaceFirst("\\{", "{\"sub\":\"x\",");
    tokens.put(
        "7519 4 a claim twice: malformed", sign(JsonWriter.write(header()), twice.getBytes(UTF_8)));
    put("8725 3.8 another issuer: wrong_issuer", "iss", Json.of("https://evil.example"));
    put("8725 3.8 the issuer with a slash: wrong_issuer", "iss", Json.of(ISSUER + "/"));
    put("8725 3.8 an empty subject: malformed", "sub", Json.of(""));
    put("8725 3.9 another audience: wrong_audience", "aud", Json.of("billing"));
    put(
        "8725 3.9 several audiences: wrong_audience",
        "aud",
        Json.texts(List.of("orderflow", "billing")));
    put("9068 4 over: expired", "exp", Json.of(now.getEpochSecond() - 1));
    put("7519 4.1.5 not begun: not_yet_valid", "nbf", Json.of(now.getEpochSecond() + 300));
    put("7519 4.1.6 of the future: not_yet_valid", "iat", Json.of(now.getEpochSecond() + 300));
    for (String name : List.of("iss", "exp", "aud", "sub", "client_id", "iat", "jti")) {
      tokens.put("9068 2.2 without " + name + ": malformed", signed(header(), good().remove(name)));
    }
  }

  private void types() {
    tokens.put("8725 3.11 no type: wrong_type", signed(without(header(), "typ"), good()));
    tokens.put("8725 3.11 JWT: wrong_type", signed(with(header(), "typ", "JWT"), good()));
    tokens.put(
        "8725 3.12 an identity token: wrong_type",
        signed(with(header(), "typ", "id+jwt"), good().with("nonce", Json.of("n"))));
    tokens.put(
        "8725 3.12 a refresh token: malformed",
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000002." + "A".repeat(43));
  }

  private void put(String rule, String claim, Json value) {
    tokens.put(rule, signed(header(), good().with(claim, value)));
  }

  private TokenClaims good() {
    return TokenClaims.good(ISSUER, now);
  }

  private Json.Obj header() {
    return Json.object()
        .with("alg", "ES256")
        .with("typ", "at+jwt")
        .with("kid", key.publicKey().kid())
        .build();
  }

  private static Json.Obj with(Json.Obj object, String name, String value) {
    Map<String, Json> members = new LinkedHashMap<>(object.members());
    members.put(name, Json.of(value));
    return new Json.Obj(members);
  }

  private static Json.Obj without(Json.Obj object, String name) {
    Map<String, Json> members = new LinkedHashMap<>(object.members());
    members.remove(name);
    return new Json.Obj(members);
  }

  private String signed(Json.Obj header, TokenClaims claims) {
    return sign(JsonWriter.write(header), JsonWriter.write(claims.build()));
  }

  private String sign(byte[] header, byte[] payload) {
    return key.signingKey().sign(header, payload);
  }

  private String foreign(Json.Obj header, Algorithm algorithm) {
    String first = encoded(header);
    String second = encoded(good().build());
    byte[] signature = algorithm.sign(first.getBytes(UTF_8), second.getBytes(UTF_8));
    return first + "." + second + "." + Base64Url.encode(signature);
  }

  private static String encoded(Json json) {
    return Base64Url.encode(JsonWriter.write(json));
  }

  private static byte[] decoded(String part) {
    return Base64Url.decode(part).orElseThrow();
  }

  private static Map<String, String> authorize(AuthorizerFunction function, String token) {
    APIGatewayV2CustomAuthorizerEvent.RequestContext context =
        new APIGatewayV2CustomAuthorizerEvent.RequestContext();
    context.setDomainName("local.execute-api.example");
    APIGatewayV2CustomAuthorizerEvent event = new APIGatewayV2CustomAuthorizerEvent();
    event.setHeaders(Map.of("authorization", "Bearer " + token));
    event.setRequestContext(context);
    SimpleIAMPolicyResponse response = function.handleRequest(event, Contexts.fresh());
    return response.getContext();
  }

  private void storeKey() {
    Deadline deadline =
        Deadline.at(Instant.now().plus(Duration.ofSeconds(10)), InstantSource.system());
    assertThat(tables.createFirst(key, now, deadline)).isTrue();
  }

  private void publish(Json.Obj jwk) {
    Json.Obj set = Json.object().with("keys", Json.of(List.of(jwk))).build();
    tables
        .client()
        .putItem(put ->
            put.tableName(tables.keyTable())
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS("PUBLIC"),
                        "sk", AttributeValue.fromS("JWKS"),
                        "jwks", AttributeValue.fromS(new String(JsonWriter.write(set), UTF_8)))));
  }
}
