package orderflow.model;

import java.util.Locale;

/// Every error code a client of the HTTP API can meet: the one list that problem bodies, OpenAPI,
/// `docs/problems/` and tests are made from. A code, once released, keeps its meaning and status.
public enum ErrorCode {
  // Input
  MALFORMED_JSON(400, "The body is not valid JSON", "Send one JSON value in UTF-8."),
  INVALID_INPUT(
      400,
      "The input has faults",
      "Mend every fault listed in `errors`; each names its place by JSON pointer or parameter."),
  CURSOR_INVALID(
      400,
      "The cursor is not valid here",
      "Start again without `cursor`; a cursor belongs to one caller and one query, for 24 hours."),
  RANGE_TOO_LARGE(
      400, "The time range is too large", "Ask for at most 31 days, or name a `customerId`."),
  IDEMPOTENCY_KEY_REQUIRED(
      400,
      "An idempotency key is required",
      "Send `Idempotency-Key` with a fresh value for each new effect, the same value for a retry."),
  IDEMPOTENCY_KEY_INVALID(
      400, "The idempotency key is not valid", "Use 1 to 255 visible ASCII characters."),

  // Who calls
  UNAUTHENTICATED(
      401, "A valid access token is required", "Log in, or refresh, and send the new token."),
  INVALID_CREDENTIALS(
      401,
      "The credentials are not valid",
      "Check address and password; the password is case-sensitive."),
  MFA_REQUIRED(
      401,
      "A one-time code is required",
      "Send `mfaToken` and a code of the authenticator app, or a recovery code, to"
          + " `POST /v1/auth/login/mfa` within five minutes."),
  MFA_TOKEN_INVALID(
      401,
      "The login cannot be completed with this token",
      "Log in with the password again; `mfaToken` is good for five minutes, five codes and one"
          + " login."),
  MFA_CODE_INVALID(
      401,
      "The one-time code is not valid",
      "Send the code that the app shows now; each works once. A recovery code works too."),
  REFRESH_TOKEN_INVALID(
      401, "The refresh token is not valid", "Log in again; the session has ended or never was."),
  REFRESH_TOKEN_REUSED(
      401,
      "The refresh token was used before",
      "Log in again. The session was ended, because a token used twice may be stolen."),
  INSUFFICIENT_SCOPE(
      403, "The token lacks a scope", "Use an account or client that has the scope named."),
  RECENT_LOGIN_REQUIRED(
      403,
      "A recent login is required",
      "Log in again (`POST /v1/auth/login`) and repeat the request with the new access token within"
          + " ten minutes; a refreshed token keeps the age of its login."),

  // Resource and representation
  NOT_FOUND(404, "There is no such resource", "Check the id; it may belong to someone else."),
  NOT_ACCEPTABLE(406, "No acceptable representation", "Accept `application/json`."),
  PAYLOAD_TOO_LARGE(413, "The body is too large", "Send at most 256 KiB."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "The content type is not supported", "Send `Content-Type: application/json`."),

  // State
  PRECONDITION_FAILED(
      412,
      "The resource has changed",
      "Read it again, decide again, and send the `ETag` you then have as `If-Match`."),
  PRECONDITION_REQUIRED(
      428, "A precondition is required", "Read the resource and send its `ETag` as `If-Match`."),
  IDEMPOTENCY_KEY_IN_PROGRESS(
      409,
      "The same request is in progress",
      "Send the same request with the same key again after `Retry-After` seconds."),
  IDEMPOTENCY_KEY_REUSED(
      422,
      "The idempotency key belongs to another request",
      "Use a fresh key for a new request, or repeat the first one unchanged."),
  TOTP_ALREADY_ON(
      409,
      "The account has an authenticator app",
      "Remove it with `DELETE /v1/auth/mfa/totp` before another one is added."),
  TOTP_NOT_ON(
      409, "The account has no authenticator app", "Add one with `POST /v1/auth/mfa/totp`."),
  TOTP_NOT_BEGUN(
      409,
      "No authenticator app waits to be confirmed",
      "Begin with `POST /v1/auth/mfa/totp` and confirm within ten minutes."),
  TOTP_CODE_INVALID(
      422,
      "The one-time code is not valid",
      "Send the code that the app shows now; each works once. Check the clock of the device."),
  PASSWORD_TOO_SHORT(
      409,
      "The password is too short to stand alone",
      "Choose one of 15 characters or more with `POST /v1/auth/password`, then remove the second"
          + " factor."),
  OWN_ACCOUNT(
      409,
      "Nobody does this to the own account",
      "Let another administrator do it, so that there always is one left."),
  ACCOUNT_NOT_ACTIVE(
      409,
      "The account is not in use",
      "Enable the account, or let its owner prove the address, before it is given roles."),
  EMAIL_CODE_INVALID(
      422,
      "The mailed code is not valid",
      "Send the code of the latest mail; each is good for 15 minutes, five tries and one use. Ask"
          + " for another one if it is used up."),
  TOO_MANY_SECRETS(
      409,
      "The client has two secrets",
      "Remove the one that is no longer used with"
          + " `DELETE /v1/admin/clients/{clientId}/secrets/{secretId}`, then add another."),
  OUT_OF_STOCK(
      409, "Not enough stock", "Order at most what is `available` of each SKU listed in `errors`."),
  ILLEGAL_TRANSITION(
      409,
      "The order does not allow this step",
      "Read the order; `allowedTransitions` lists what is possible now."),
  SHIPMENT_EXCEEDS_ORDER(
      409,
      "More is to be shipped than is left",
      "Ship at most what `errors` says is left of each SKU, or leave `lines` out to ship all."),
  REFUND_EXCEEDS_CAPTURED(
      409,
      "More is to be refunded than is left",
      "Refund at most what is left of what was captured: the payment's amount less `refunded`, in"
          + " its currency, and of each SKU the pieces that were not refunded yet."),
  IMPORT_OVER(
      409, "The import is over", "Read the import; what is over can be sent again as a new file."),
  IMPORT_NOT_RESUMABLE(
      409,
      "The import cannot go on",
      "Imports that failed or were cancelled go on, once their file has arrived; send anything else"
          + " as a new file."),
  UNKNOWN_PRODUCT(422, "A product does not exist", "Order SKUs that `GET /v1/products` lists."),
  INACTIVE_PRODUCT(422, "A product is not for sale", "Order SKUs that `GET /v1/products` lists."),
  MIXED_CURRENCIES(
      422, "The lines have different currencies", "Place one order for each currency."),
  AMOUNT_MISMATCH(
      422, "The amount is not the order's total", "Pay exactly `total`, in its currency."),
  AMOUNT_TOO_LARGE(
      422, "The total is too large", "Order fewer pieces: totals stay below 2^53 minor units."),

  // Load and faults
  TOO_MANY_REQUESTS(429, "Too many requests", "Try again after `Retry-After` seconds."),
  INTERNAL_ERROR(
      500,
      "Something went wrong on our side",
      "Try again; a retry with the same `Idempotency-Key` is safe. Quote `requestId` to report it."),
  SERVICE_UNAVAILABLE(
      503,
      "The service cannot answer now",
      "Try again after `Retry-After` seconds; a retry with the same `Idempotency-Key` is safe.");

  private final int status;
  private final String title;
  private final String help;

  ErrorCode(int status, String title, String help) {
    this.status = status;
    this.title = title;
    this.help = help;
  }

  /// The wire form, for instance `out_of_stock`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The HTTP status this code always goes with.
  public int status() {
    return status;
  }

  /// The `type` of the problem (RFC 9457 §3.1.1): a reference that stays the same for ever; the
  /// page behind it is `docs/problems/<code>.md`.
  public String type() {
    return "/problems/" + code();
  }

  /// One line for people, the same for every occurrence.
  public String title() {
    return title;
  }

  /// What the client can do about it (Markdown).
  public String help() {
    return help;
  }
}
