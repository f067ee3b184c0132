package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Request;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A client of ours written with a library that knows nothing of us: what it reads under
/// `/.well-known` is all it needs.
final class OAuthLibraryTest {
  private static final String ISSUER = "https://" + HttpEvents.DOMAIN;

  private final OAuthApi oauth = new OAuthApi();

  @Test
  void a_library_finds_its_way_from_the_issuer_to_a_token_that_it_verifies() throws Exception {
    ClientAuthentication client = basic("orders:read", "orders:write");
    AuthorizationServerMetadata metadata = metadata();

    AccessTokenResponse tokens =
        granted(
            new TokenRequest.Builder(
                    metadata.getTokenEndpointURI(), client, new ClientCredentialsGrant())
                .scope(new Scope("orders:read"))
                .build());

    AccessToken token = tokens.getTokens().getAccessToken();
    assertThat(tokens.getTokens().getRefreshToken()).isNull();
    assertThat(token.getScope()).isEqualTo(new Scope("orders:read"));
    assertThat(token.getLifetime()).isEqualTo(600);
    JWTClaimsSet claims = verified(token.getValue(), metadata);
    assertThat(claims.getSubject()).isEqualTo(client.getClientID().getValue());
    assertThat(claims.getStringClaim("client_id")).isEqualTo(claims.getSubject());
    assertThat(claims.getStringListClaim("roles")).isEmpty();
  }

  @Test
  void a_library_refreshes_introspects_and_revokes() throws Exception {
    ClientAuthentication client = post("orders:read");
    AuthorizationServerMetadata metadata = metadata();
    AuthorizationGrant grant =
        new RefreshTokenGrant(new RefreshToken(AuthApi.refreshToken(oauth.logIn())));

    AccessTokenResponse tokens =
        granted(
            new TokenRequest.Builder(
                    metadata.getTokenEndpointURI(), new ClientID("first-party"), grant)
                .build());
    AccessToken token = tokens.getTokens().getAccessToken();
    TokenIntrospectionSuccessResponse before = state(metadata, client, token);
    HTTPResponse revoked =
        send(
            new TokenRevocationRequest(
                metadata.getRevocationEndpointURI(),
                new ClientID("first-party"),
                tokens.getTokens().getRefreshToken()));

    assertThat(before.isActive()).isTrue();
    assertThat(before.getScope()).isEqualTo(new Scope("orders:read", "orders:write"));
    assertThat(before.getIssuer()).isEqualTo(new Issuer(ISSUER));
    assertThat(revoked.getStatusCode()).isEqualTo(200);
    assertThat(state(metadata, client, token).isActive()).isFalse();
  }

  @Test
  void a_library_knows_what_a_refusal_means() throws Exception {
    AuthorizationServerMetadata metadata = metadata();
    ClientAuthentication wrong =
        new ClientSecretBasic(basic("orders:read").getClientID(), new Secret("ofs_guess"));

    TokenResponse response =
        TokenResponse.parse(
            send(
                new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(), wrong, new ClientCredentialsGrant())
                    .build()));

    ErrorObject error = ((TokenErrorResponse) response).getErrorObject();
    assertThat(error.getCode()).isEqualTo("invalid_client");
    assertThat(error.getHTTPStatusCode()).isEqualTo(401);
  }

  @Test
  void libraries_that_know_openid_alone_find_the_same() throws Exception {
    AuthorizationServerMetadata metadata = metadata();

    OIDCProviderMetadata openId =
        OIDCProviderMetadata.parse(read("/.well-known/openid-configuration"));

    assertThat(openId.getIssuer()).isEqualTo(new Issuer(ISSUER));
    assertThat(openId.getTokenEndpointURI()).isEqualTo(metadata.getTokenEndpointURI());
    assertThat(openId.getJWKSetURI()).isEqualTo(metadata.getJWKSetURI());
    assertThat(openId.getGrantTypes())
        .containsExactlyInAnyOrder(GrantType.CLIENT_CREDENTIALS, GrantType.REFRESH_TOKEN);
  }

  @Test
  void the_documents_are_cacheable_and_not_sent_again() {
    for (String document : List.of("oauth-authorization-server", "openid-configuration")) {
      String path = "/.well-known/" + document;
      Map<String, String> headers = oauth.api.send(HttpEvents.get(path, Map.of())).getHeaders();

      APIGatewayV2HTTPResponse again =
          oauth.api.send(
              HttpEvents.get(path, Map.of("if-none-match", headers.getOrDefault("ETag", ""))));

      assertThat(headers).containsEntry("Cache-Control", "public, max-age=300");
      assertThat(again.getStatusCode()).isEqualTo(304);
      assertThat(again.getBody()).isEmpty();
    }
  }

  @Test
  void the_configured_issuer_is_named_whatever_the_domain_that_was_called() {
    AuthApi configured = new AuthApi(Map.of("ISSUER_URL", "https://login.example"));

    String metadata =
        configured
            .send(HttpEvents.get("/.well-known/oauth-authorization-server", Map.of()))
            .getBody();

    assertThat(metadata)
        .contains("\"issuer\":\"https://login.example\"")
        .contains("\"token_endpoint\":\"https://login.example/oauth/token\"");
  }

  private AuthorizationServerMetadata metadata() throws Exception {
    AuthorizationServerMetadata metadata =
        AuthorizationServerMetadata.parse(read("/.well-known/oauth-authorization-server"));
    assertThat(metadata.getIssuer()).isEqualTo(new Issuer(ISSUER));
    return metadata;
  }

  private JWTClaimsSet verified(String token, AuthorizationServerMetadata metadata)
      throws Exception {
    JWKSet keys = JWKSet.parse(read(metadata.getJWKSetURI().getPath()));
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(keys)));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            "orderflow",
            new JWTClaimsSet.Builder().issuer(metadata.getIssuer().getValue()).build(),
            Set.of("sub", "client_id", "iat", "exp", "jti", "scope")));
    return processor.process(token, null);
  }

  private AccessTokenResponse granted(TokenRequest request) throws Exception {
    return TokenResponse.parse(send(request)).toSuccessResponse();
  }

  private TokenIntrospectionSuccessResponse state(
      AuthorizationServerMetadata metadata, ClientAuthentication client, AccessToken token)
      throws Exception {
    return TokenIntrospectionResponse.parse(
            send(
                new TokenIntrospectionRequest(
                    metadata.getIntrospectionEndpointURI(), client, token)))
        .toSuccessResponse();
  }

  private ClientAuthentication basic(String... scopes) {
    var client = oauth.client(scopes);
    return new ClientSecretBasic(
        new ClientID(OAuthApi.id(client)), new Secret(OAuthApi.secret(client)));
  }

  private ClientAuthentication post(String... scopes) {
    var client = oauth.client(scopes);
    return new ClientSecretPost(
        new ClientID(OAuthApi.id(client)), new Secret(OAuthApi.secret(client)));
  }

  private String read(String path) {
    APIGatewayV2HTTPResponse response = oauth.api.send(HttpEvents.get(path, Map.of()));
    assertThat(response.getStatusCode()).as(path).isEqualTo(200);
    return response.getBody();
  }

  /// As API Gateway would carry it.
  private HTTPResponse send(Request request) throws Exception {
    HTTPRequest http = request.toHTTPRequest();
    Map<String, String> headers =
        Optional.ofNullable(http.getAuthorization())
            .map(value -> Map.of("authorization", value))
            .orElse(Map.of());
    APIGatewayV2HTTPResponse answer = oauth.form(http.getURI().getPath(), http.getBody(), headers);
    HTTPResponse response = new HTTPResponse(answer.getStatusCode());
    answer.getHeaders().forEach(response::setHeader);
    response.setBody(answer.getBody());
    return response;
  }
}
