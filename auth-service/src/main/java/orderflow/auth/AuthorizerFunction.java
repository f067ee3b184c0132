package orderflow.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import orderflow.auth.authorizer.Authorization;
import orderflow.auth.authorizer.CachedKeys;
import orderflow.auth.authorizer.KeyTableReader;
import orderflow.auth.authorizer.KeysUnavailableException;
import orderflow.auth.token.AccessTokenVerifier;
import orderflow.auth.token.Verdict;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.kit.time.Clocks;

/// Lambda authorizer of the HTTP API (payload format 2.0, simple response): says who calls, or what
/// is wrong with the token. It never denies; the functions behind it do, with a problem body.
///
/// API Gateway caches the answer by the Authorization header for 60 seconds over all routes, so the
/// answer does not depend on the route. When no keys can be read at all the function fails: API
/// Gateway answers 500 and caches nothing.
public final class AuthorizerFunction
    implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, SimpleIAMPolicyResponse> {
  /// Lambda's word for a start that a caller waits for (Developer Guide, "Using Lambda environment
  /// variables").
  private static final String ON_DEMAND = "on-demand";

  private final Authorization authorization;
  private final InstantSource clock;
  private final LogWriter log;
  private final AtomicBoolean cold = new AtomicBoolean(true);

  public AuthorizerFunction() {
    this(System.getenv());
  }

  public AuthorizerFunction(Map<String, String> environment) {
    this(environment, System.out);
  }

  AuthorizerFunction(Map<String, String> environment, PrintStream out) {
    AuthorizerPriming priming = AuthorizerPriming.begin();
    AuthorizerConfig config = AuthorizerConfig.from(environment);
    this.clock = Clocks.from(environment);
    this.log = LogWriter.from(environment, out, clock);
    KeyTableReader reader = new KeyTableReader(environment, config.keyTable());
    CachedKeys keys = new CachedKeys(reader::read, clock);
    this.authorization =
        new Authorization(
            new AccessTokenVerifier(config.tokenAudience(), keys::find), config.issuerUrl());
    priming.finish(reader, !ON_DEMAND.equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE")));
  }

  @Override
  public SimpleIAMPolicyResponse handleRequest(
      APIGatewayV2CustomAuthorizerEvent event, Context context) {
    Instant start = clock.instant();
    try {
      Verdict verdict = authorization.judge(event, start);
      record(event, verdict, start);
      return Authorization.answer(verdict);
    } catch (KeysUnavailableException e) {
      Map<LogField, Object> fields = fields(event);
      fields.put(LogField.STACK, LogWriter.stackOf(e));
      log.error("no public keys; API Gateway answers 500 and asks again next time", fields);
      throw e;
    }
  }

  private void record(APIGatewayV2CustomAuthorizerEvent event, Verdict verdict, Instant start) {
    Map<LogField, Object> fields = fields(event);
    fields.put(LogField.VERDICT, verdict.text());
    fields.put(LogField.DURATION_MS, Duration.between(start, clock.instant()).toMillis());
    fields.put(LogField.COLD_START, cold.getAndSet(false));
    if (verdict instanceof Verdict.Accepted(var claims)) {
      fields.put(LogField.CALLER, claims.subject());
    }
    log.info("authorization", fields);
  }

  private static Map<LogField, Object> fields(APIGatewayV2CustomAuthorizerEvent event) {
    Map<LogField, Object> fields = new EnumMap<>(LogField.class);
    var request = event.getRequestContext();
    if (request != null && request.getRequestId() != null) {
      fields.put(LogField.REQUEST_ID, request.getRequestId());
    }
    return fields;
  }
}
