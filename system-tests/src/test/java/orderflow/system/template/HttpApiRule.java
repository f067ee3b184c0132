package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Who may call a route is decided by each route in the open, through an authorizer that API
/// Gateway can invoke: the alias, with a permission on it.
final class HttpApiRule {
  private HttpApiRule() {}

  static List<String> faults(SamTemplate template) {
    List<String> faults = new ArrayList<>();
    for (SamTemplate.Resource api : template.resources(SamTemplate.HTTP_API)) {
      Check check = new Check(api.id(), api.properties(), faults);
      check.equal("/StageName", "$default");
      check.present("/AccessLogSettings/DestinationArn");
      check.present("/DefaultRouteSettings/ThrottlingRateLimit");
      check.equal("/Auth/DefaultAuthorizer", "TokenAuthorizer");
      authorizer(api, faults);
    }
    template.routes().forEach(route -> route(route, faults));
    return faults;
  }

  private static void authorizer(SamTemplate.Resource api, List<String> faults) {
    JsonNode authorizers = api.properties().path("Auth").path("Authorizers");
    Check check = new Check(api.id() + " authorizer", authorizers.path("TokenAuthorizer"), faults);
    check.equal("/FunctionArn/Ref", "AuthorizerFunction.Alias");
    check.equal("/EnableFunctionDefaultPermissions", true);
    check.equal("/AuthorizerPayloadFormatVersion", "2.0");
    check.equal("/EnableSimpleResponses", true);
    check.equal("/Identity/Headers", List.of("Authorization"));
    check.equal("/Identity/ReauthorizeEvery", 60);
  }

  private static void route(SamTemplate.Route route, List<String> faults) {
    Check check = new Check(route.key(), route.event(), faults);
    check.equal("/ApiId/Ref", "HttpApi");
    check.equal("/PayloadFormatVersion", "2.0");
    if (!List.of("TokenAuthorizer", "NONE").contains(route.authorizer())) {
      faults.add(route.key() + ": Auth.Authorizer must be TokenAuthorizer or NONE");
    }
  }
}
