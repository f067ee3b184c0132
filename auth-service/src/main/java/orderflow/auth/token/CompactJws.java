package orderflow.auth.token;

import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonSyntaxException;

/// A compact JWS taken apart: three base64url parts, of which two are strict JSON objects. Nothing
/// is trusted yet.
///
/// It is a [DecodedJWT] only because `Algorithm.verify` asks for one; the algorithm reads the three
/// texts and the key id, and nothing else.
record CompactJws(
    String token,
    String headerText,
    String payloadText,
    String signatureText,
    Json.Obj header,
    Json.Obj payload) {
  /// A token of this issuer has some 700 characters; requests of more than 10 KB of headers do not
  /// pass API Gateway.
  static final int MAX_LENGTH = 4096;

  /// 64 bytes: r and s of P-256 (RFC 7518 §3.4). The JDK accepts other lengths too.
  private static final int SIGNATURE_LENGTH = 86;

  static Optional<CompactJws> parse(String token) {
    String[] parts = token.length() > MAX_LENGTH ? new String[0] : token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    Optional<Json.Obj> header = object(parts[0]);
    Optional<Json.Obj> payload = object(parts[1]);
    return header.isPresent() && payload.isPresent()
        ? Optional.of(
            new CompactJws(token, parts[0], parts[1], parts[2], header.get(), payload.get()))
        : Optional.empty();
  }

  /// Whether the third part can be an ES256 signature at all.
  boolean hasSignatureForm() {
    return signatureText.length() == SIGNATURE_LENGTH
        && Base64Url.decode(signatureText).isPresent();
  }

  DecodedJWT forAlgorithm() {
    return new Parts(this);
  }

  private static Optional<Json.Obj> object(String part) {
    return Base64Url.decode(part).flatMap(CompactJws::read);
  }

  private static Optional<Json.Obj> read(byte[] utf8) {
    try {
      return JsonReader.read(utf8) instanceof Json.Obj object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  private record Parts(CompactJws jws) implements DecodedJWT {
    @Override
    public String getToken() {
      return jws.token;
    }

    @Override
    public String getHeader() {
      return jws.headerText;
    }

    @Override
    public String getPayload() {
      return jws.payloadText;
    }

    @Override
    public String getSignature() {
      return jws.signatureText;
    }

    @Override
    public String getAlgorithm() {
      return AccessTokenIssuer.ALGORITHM;
    }

    @Override
    public String getType() {
      throw notAsked();
    }

    @Override
    public String getContentType() {
      throw notAsked();
    }

    @Override
    public String getKeyId() {
      return new Claims(jws.header).text("kid").orElse("");
    }

    @Override
    public Claim getHeaderClaim(String name) {
      throw notAsked();
    }

    @Override
    public String getIssuer() {
      throw notAsked();
    }

    @Override
    public String getSubject() {
      throw notAsked();
    }

    @Override
    public List<String> getAudience() {
      throw notAsked();
    }

    @Override
    public Date getExpiresAt() {
      throw notAsked();
    }

    @Override
    public Date getNotBefore() {
      throw notAsked();
    }

    @Override
    public Date getIssuedAt() {
      throw notAsked();
    }

    @Override
    public String getId() {
      throw notAsked();
    }

    @Override
    public Claim getClaim(String name) {
      throw notAsked();
    }

    @Override
    public Map<String, Claim> getClaims() {
      throw notAsked();
    }

    private static UnsupportedOperationException notAsked() {
      return new UnsupportedOperationException(
          "verifying a signature reads the three parts and kid only");
    }
  }
}
