package orderflow.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orderflow.auth.token.Verdict.Reason;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTokenVerifierTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ISSUER = "https://shop.example";
  private static final NewKey KEY = NewKey.generate();
  private static final SigningKey SIGNER = KEY.signingKey();
  private static final KeySet KEYS = KeySet.of(List.of(KEY.publicKey(), other().publicKey()));

  private final AccessTokenVerifier verifier = new AccessTokenVerifier("orderflow", KEYS::find);

  @Test
  void a_token_of_the_issuer_is_accepted_with_its_claims() {
    AccessClaims claims =
        new AccessClaims(
            ISSUER,
            "usr_1",
            "orderflow",
            "first-party",
            NOW,
            NOW.plusSeconds(600),
            "tok_1",
            "orders:read orders:write",
            List.of("customer"),
            Optional.of(
                new AccessClaims.Login("ses_1", NOW.minusSeconds(60), List.of("pwd", "otp"))));

    Verdict verdict = verify(AccessTokenIssuer.issue(claims, SIGNER));

    assertThat(verdict).isEqualTo(new Verdict.Accepted(claims));
  }

  @Test
  void a_client_acting_for_itself_has_neither_roles_nor_session() {
    String token =
        signed(claims().remove("roles").remove("sid").remove("auth_time").remove("scope"));

    assertThat(verify(token))
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted -> {
              assertThat(accepted.claims().roles()).isEmpty();
              assertThat(accepted.claims().login()).isEmpty();
              assertThat(accepted.claims().scope()).isEmpty();
            });
  }

  @Test
  void the_key_is_looked_up_by_kid_among_several() {
    NewKey second = NewKey.generate();
    KeySet both = KeySet.of(List.of(KEY.publicKey(), second.publicKey()));
    AccessTokenVerifier verifying = new AccessTokenVerifier("orderflow", both::find);

    String token = token(header(second.publicKey().kid()), claims().build(), second.signingKey());

    assertThat(verifying.verify(token, ISSUER, NOW)).isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "a.b",
        "a.b.c.d",
        "..",
        "usr_01HZX5T0000000000000000001.ses_01HZX5T0000000000000000002"
            + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      })
  void what_is_no_jws_of_json_is_malformed(String token) {
    assertThat(verify(token)).isEqualTo(refused(Reason.MALFORMED));
  }

  @Test
  void a_giant_token_is_malformed_before_it_is_decoded() {
    String token = signed(claims().with("pad", Json.of("x".repeat(4000))));

    assertThat(verify(token)).isEqualTo(refused(Reason.MALFORMED));
  }

  @Test
  void an_unsigned_token_is_of_the_wrong_type() {
    String header = encoded(Json.object().with("alg", "none").with("typ", "at+jwt").build());

    assertThat(verify(header + "." + encoded(claims().build()) + "."))
        .isEqualTo(refused(Reason.WRONG_TYPE));
  }

  @Test
  void a_token_signed_with_the_public_key_as_hmac_secret_is_of_the_wrong_type() {
    byte[] secret = JsonWriter.write(KEY.publicKey().jwk());

    assertThat(verify(signedWith("HS256", Algorithm.HMAC256(secret))))
        .isEqualTo(refused(Reason.WRONG_TYPE));
  }

  @Test
  void a_token_signed_with_rsa_is_of_the_wrong_type() throws NoSuchAlgorithmException {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    KeyPair pair = rsa.generateKeyPair();

    assertThat(verify(signedWith("RS256", Algorithm.RSA256((RSAPrivateKey) pair.getPrivate()))))
        .isEqualTo(refused(Reason.WRONG_TYPE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES384", "ES512", "es256", "ES256K", "EdDSA", ""})
  void another_algorithm_is_of_the_wrong_type_whatever_the_signature(String algorithm) {
    Json.Obj header =
        Json.object()
            .with("alg", algorithm)
            .with("typ", "at+jwt")
            .with("kid", SIGNER.kid())
            .build();

    assertThat(verify(token(header, claims().build(), SIGNER)))
        .isEqualTo(refused(Reason.WRONG_TYPE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "at+JWT", "application/at+jwt", "rt+jwt", ""})
  void another_typ_is_of_the_wrong_type(String typ) {
    Json.Obj header =
        Json.object().with("alg", "ES256").with("typ", typ).with("kid", SIGNER.kid()).build();

    assertThat(verify(token(header, claims().build(), SIGNER)))
        .isEqualTo(refused(Reason.WRONG_TYPE));
  }

  @Test
  void a_missing_typ_is_of_the_wrong_type() {
    Json.Obj header = Json.object().with("alg", "ES256").with("kid", SIGNER.kid()).build();

    assertThat(verify(token(header, claims().build(), SIGNER)))
        .isEqualTo(refused(Reason.WRONG_TYPE));
  }

  @Test
  void an_absent_or_unknown_kid_is_an_unknown_key() {
    Json.Obj without = Json.object().with("alg", "ES256").with("typ", "at+jwt").build();

    assertThat(verify(token(without, claims().build(), SIGNER)))
        .isEqualTo(refused(Reason.UNKNOWN_KEY));
    assertThat(verify(token(header("../../etc/passwd"), claims().build(), SIGNER)))
        .isEqualTo(refused(Reason.UNKNOWN_KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jku", "jwk", "x5u", "x5c", "crit", "zip", "cty", "b64"})
  void a_header_that_brings_more_is_malformed(String member) {
    Json.Obj header =
        Json.object()
            .with("alg", "ES256")
            .with("typ", "at+jwt")
            .with("kid", SIGNER.kid())
            .with(member, "https://evil.example/keys")
            .build();

    assertThat(verify(token(header, claims().build(), SIGNER)))
        .isEqualTo(refused(Reason.MALFORMED));
  }

  @Test
  void a_signature_by_another_key_is_bad() {
    String token = token(header(SIGNER.kid()), claims().build(), NewKey.generate().signingKey());

    assertThat(verify(token)).isEqualTo(refused(Reason.BAD_SIGNATURE));
  }

  @Test
  void changed_claims_break_the_signature() {
    String[] parts = signed(claims()).split("\\.", -1);
    String admin = encoded(claims().with("scope", Json.of("accounts:admin")).build());

    assertThat(verify(parts[0] + "." + admin + "." + parts[2]))
        .isEqualTo(refused(Reason.BAD_SIGNATURE));
  }

  static Stream<byte[]> wrongSignatures() {
    byte[] good = signatureOf(signed(claims()));
    byte[] zeroPadded = new byte[66];
    System.arraycopy(good, 0, zeroPadded, 1, 32);
    System.arraycopy(good, 32, zeroPadded, 34, 32);
    return Stream.of(
        new byte[0],
        java.util.Arrays.copyOf(good, 63),
        java.util.Arrays.copyOf(good, 65),
        zeroPadded,
        new byte[64],
        java.util.Arrays.copyOf(good, 128));
  }

  @ParameterizedTest
  @MethodSource("wrongSignatures")
  void a_signature_of_another_length_or_of_zeros_is_bad(byte[] signature) {
    String token = signed(claims());
    String unsigned = token.substring(0, token.lastIndexOf('.') + 1);

    assertThat(verify(unsigned + Base64Url.encode(signature)))
        .isEqualTo(refused(Reason.BAD_SIGNATURE));
  }

  @Test
  void a_signature_in_der_is_bad() throws Exception {
    String token = signed(claims());
    String unsigned = token.substring(0, token.lastIndexOf('.'));
    Signature der = Signature.getInstance("SHA256withECDSA");
    der.initSign(P256.privateKey(Base64.getDecoder().decode(KEY.pkcs8())));
    der.update(unsigned.getBytes(UTF_8));

    assertThat(verify(unsigned + "." + Base64Url.encode(der.sign())))
        .isEqualTo(refused(Reason.BAD_SIGNATURE));
  }

  @Test
  void another_encoding_of_the_good_signature_is_bad() {
    String token = signed(claims());
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    String otherLast = token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);

    assertThat(verify(otherLast)).isEqualTo(refused(Reason.BAD_SIGNATURE));
    assertThat(verify(token + "==")).isEqualTo(refused(Reason.BAD_SIGNATURE));
  }

  @Test
  void padded_base64_is_malformed() {
    String[] parts = signed(claims()).split("\\.", -1);
    String padded =
        Base64.getUrlEncoder()
            .encodeToString(
                (JsonWriter.write(claims().build()).length % 3 == 0)
                    ? JsonWriter.write(claims().with("a", Json.of("b")).build())
                    : JsonWriter.write(claims().build()));

    assertThat(padded).endsWith("=");
    assertThat(verify(parts[0] + "." + padded + "." + parts[2]))
        .isEqualTo(refused(Reason.MALFORMED));
  }

  @Test
  void a_claim_given_twice_is_malformed() {
    String payload = new String(JsonWriter.write(claims().build()), UTF_8);
    String twice = payload.replaceFirst("\\{", "{\"sub\":\"usr_2\",");

    assertThat(verify(SIGNER.sign(JsonWriter.write(header(SIGNER.kid())), twice.getBytes(UTF_8))))
        .isEqualTo(refused(Reason.MALFORMED));
  }

  @Test
  void bytes_that_are_not_utf_8_are_malformed() {
    byte[] payload = JsonWriter.write(claims().with("x", Json.of("#")).build());
    for (int i = 0; i < payload.length; i++) {
      payload[i] = payload[i] == '#' ? (byte) 0xff : payload[i];
    }

    assertThat(verify(SIGNER.sign(JsonWriter.write(header(SIGNER.kid())), payload)))
        .isEqualTo(refused(Reason.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "exp", "aud", "sub", "client_id", "iat", "jti"})
  void a_claim_that_every_access_token_has_is_not_left_out(String name) {
    assertThat(verify(signed(claims().remove(name)))).isEqualTo(refused(Reason.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"iss", "exp", "sub", "client_id", "iat", "jti", "roles", "auth_time", "amr"})
  void a_claim_of_another_type_is_malformed(String name) {
    assertThat(verify(signed(claims().with(name, Json.of(true)))))
        .isEqualTo(refused(Reason.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e9", "-1", "99999999999999"})
  void a_time_is_a_whole_number_of_seconds(String number) {
    assertThat(verify(signed(claims().with("exp", new Json.Num(number)))))
        .isEqualTo(refused(Reason.MALFORMED));
  }

  @Test
  void another_issuer_is_refused() {
    assertThat(verify(signed(claims().with("iss", Json.of(ISSUER + "/")))))
        .isEqualTo(refused(Reason.WRONG_ISSUER));
  }

  @Test
  void another_audience_is_refused_and_so_is_a_list() {
    assertThat(verify(signed(claims().with("aud", Json.of("billing")))))
        .isEqualTo(refused(Reason.WRONG_AUDIENCE));
    assertThat(verify(signed(claims().with("aud", Json.texts(List.of("orderflow", "billing"))))))
        .isEqualTo(refused(Reason.WRONG_AUDIENCE));
  }

  @Test
  void a_token_ends_at_its_expiry_without_leeway() {
    assertThat(verify(signed(claims().with("exp", Json.of(NOW.getEpochSecond())))))
        .isEqualTo(refused(Reason.EXPIRED));
    assertThat(verify(signed(claims().with("exp", Json.of(NOW.getEpochSecond() + 1)))))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iat", "nbf"})
  void a_token_begins_at_most_five_seconds_ahead(String name) {
    long now = NOW.getEpochSecond();

    assertThat(verify(signed(claims().with(name, Json.of(now + 6)))))
        .isEqualTo(refused(Reason.NOT_YET_VALID));
    assertThat(verify(signed(claims().with(name, Json.of(now + 5)))))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void each_reason_has_the_word_that_the_authorizer_sends() {
    assertThat(Stream.of(Reason.values()).map(Verdict.Refused::new).map(Verdict::text))
        .containsExactly(
            "malformed",
            "wrong_type",
            "unknown_key",
            "bad_signature",
            "wrong_issuer",
            "wrong_audience",
            "expired",
            "not_yet_valid");
  }

  private Verdict verify(String token) {
    return verifier.verify(token, ISSUER, NOW);
  }

  private static Verdict refused(Reason reason) {
    return new Verdict.Refused(reason);
  }

  private static NewKey other() {
    return NewKey.generate();
  }

  private static TokenClaims claims() {
    return TokenClaims.good(ISSUER, NOW);
  }

  private static Json.Obj header(String kid) {
    return Json.object().with("alg", "ES256").with("typ", "at+jwt").with("kid", kid).build();
  }

  private static String signed(TokenClaims claims) {
    return token(header(SIGNER.kid()), claims.build(), SIGNER);
  }

  private static String token(Json.Obj header, Json.Obj payload, SigningKey key) {
    return key.sign(JsonWriter.write(header), JsonWriter.write(payload));
  }

  private static String signedWith(String name, Algorithm algorithm) {
    String header =
        encoded(
            Json.object()
                .with("alg", name)
                .with("typ", "at+jwt")
                .with("kid", SIGNER.kid())
                .build());
    String payload = encoded(claims().build());
    byte[] signature = algorithm.sign(header.getBytes(UTF_8), payload.getBytes(UTF_8));
    return header + "." + payload + "." + Base64Url.encode(signature);
  }

  private static String encoded(Json json) {
    return Base64Url.encode(JsonWriter.write(json));
  }

  private static byte[] signatureOf(String token) {
    return Base64Url.decode(token.substring(token.lastIndexOf('.') + 1)).orElseThrow();
  }
}
