package orderflow.kit.events;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What API Gateway's own JWT and IAM authorizers say of the caller. No route of this project uses
/// them; a class of its own, so that it is not loaded until an event has them.
final class IdentityMembers {

  private IdentityMembers() {}

  static Authorizer.@Nullable JWT jwt(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    Authorizer.JWT jwt = new Authorizer.JWT();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "claims" -> jwt.setClaims(Members.textMap(parser));
        case "scopes" -> jwt.setScopes(Members.texts(parser));
        default -> parser.skipChildren();
      }
    }
    return jwt;
  }

  static @Nullable IAM iam(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    IAM iam = new IAM();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "accessKey" -> iam.setAccessKey(Members.text(parser));
        case "accountId" -> iam.setAccountId(Members.text(parser));
        case "callerId" -> iam.setCallerId(Members.text(parser));
        case "cognitoIdentity" -> iam.setCognitoIdentity(cognito(parser));
        case "principalOrgId" -> iam.setPrincipalOrgId(Members.text(parser));
        case "userArn" -> iam.setUserArn(Members.text(parser));
        case "userId" -> iam.setUserId(Members.text(parser));
        default -> parser.skipChildren();
      }
    }
    return iam;
  }

  private static @Nullable CognitoIdentity cognito(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    CognitoIdentity identity = new CognitoIdentity();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "amr" -> identity.setAmr(Members.texts(parser));
        case "identityId" -> identity.setIdentityId(Members.text(parser));
        case "identityPoolId" -> identity.setIdentityPoolId(Members.text(parser));
        default -> parser.skipChildren();
      }
    }
    return identity;
  }
}
