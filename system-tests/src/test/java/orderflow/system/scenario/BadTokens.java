package orderflow.system.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Values of the `Authorization` header that nobody may get in with, each one step from a good one.
final class BadTokens {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder BACK = Base64.getUrlDecoder();

  private final String header;
  private final String payload;
  private final String signature;
  private final JsonNode publicKey;

  /// Bad tokens made of a good one.
  ///
  /// @param jwks the published keys, of which the first signed the token
  BadTokens(String good, JsonNode jwks) {
    String[] parts = good.split("\\.", -1);
    this.header = new String(BACK.decode(parts[0]), UTF_8);
    this.payload = new String(BACK.decode(parts[1]), UTF_8);
    this.signature = parts[2];
    this.publicKey = jwks.at("/keys/0");
  }

  /// Headers by what is wrong with them.
  Map<String, String> headers() throws GeneralSecurityException {
    KeyPair foreign = keyPair();
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("garbage", "garbage");
    tokens.put("three empty parts", "..");
    tokens.put("no signature at all", encoded(header) + "." + encoded(payload));
    tokens.put("alg none", encoded(algorithm("none")) + "." + encoded(payload) + ".");
    tokens.put("HS256 with the public key", hmac(publicKey().getEncoded()));
    tokens.put("HS256 with the public key's PEM", hmac(pem().getBytes(UTF_8)));
    tokens.put("a foreign key", signed(header, payload, foreign));
    tokens.put("a foreign key and expired", signed(header, expired(), foreign));
    tokens.put("a foreign key of an unknown kid", signed(unknownKid(), payload, foreign));
    tokens.put("a zero signature", joined(header, payload, BASE64.encodeToString(new byte[64])));
    tokens.put("another signature", joined(header, payload, flipped()));
    tokens.put("an altered payload", joined(header, staff(), signature));
    tokens.put("another typ", joined(header.replace("at+jwt", "JWT"), payload, signature));
    tokens.put("padding", joined(header, payload, signature) + "=");
    tokens.put("a second token behind it", joined(header, payload, signature) + ".e30");
    Map<String, String> headers = new LinkedHashMap<>();
    tokens.forEach((fault, token) -> headers.put(fault, "Bearer " + token));
    headers.put("an empty bearer", "Bearer");
    headers.put("another scheme", "Basic " + joined(header, payload, signature));
    headers.put("no scheme", joined(header, payload, signature));
    return headers;
  }

  private String algorithm(String name) {
    return replaced(header, "\"ES256\"", "\"" + name + "\"");
  }

  private String unknownKid() {
    return replaced(header, publicKey.path("kid").asText(), "unknown");
  }

  private String staff() {
    return replaced(payload, "\"customer\"", "\"admin\"");
  }

  private String expired() {
    return payload.replaceFirst("\"exp\":\\d+", "\"exp\":1000000000");
  }

  private static String replaced(String text, String old, String other) {
    if (!text.contains(old)) {
      throw new IllegalStateException("expected " + old + " in " + text);
    }
    return text.replace(old, other);
  }

  private String flipped() {
    byte[] bytes = BACK.decode(signature);
    bytes[10] ^= 1;
    return BASE64.encodeToString(bytes);
  }

  private String hmac(byte[] secret) throws GeneralSecurityException {
    String input = encoded(algorithm("HS256")) + "." + encoded(payload);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return input + "." + BASE64.encodeToString(mac.doFinal(input.getBytes(UTF_8)));
  }

  private static String signed(String header, String payload, KeyPair pair)
      throws GeneralSecurityException {
    String input = encoded(header) + "." + encoded(payload);
    Signature signing = Signature.getInstance("SHA256withECDSAinP1363Format");
    signing.initSign(pair.getPrivate());
    signing.update(input.getBytes(UTF_8));
    return input + "." + BASE64.encodeToString(signing.sign());
  }

  private static String joined(String header, String payload, String signature) {
    return encoded(header) + "." + encoded(payload) + "." + signature;
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(UTF_8));
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    ECParameterSpec curve =
        ((java.security.interfaces.ECPublicKey) keyPair().getPublic()).getParams();
    ECPoint point = new ECPoint(coordinate("x"), coordinate("y"));
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
  }

  private BigInteger coordinate(String name) {
    return new BigInteger(1, BACK.decode(publicKey.path(name).asText()));
  }

  private String pem() throws GeneralSecurityException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }
}
