package orderflow.local.mail;

import java.time.Instant;

/// A captured mail, as one recipient would see it.
///
/// @param to the recipient's address
/// @param subject the subject, decoded
/// @param text the text part; the HTML part of a mail that has no other
/// @param html the HTML part; empty without one
/// @param at when it was sent
public record Mail(String to, String subject, String text, String html, Instant at) {}
