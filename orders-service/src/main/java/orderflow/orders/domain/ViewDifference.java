package orderflow.orders.domain;

/// Figures in which two builds of the views do not agree.
///
/// @param view whose figures, for instance `DAILY#2026-03-04#2/TOTAL`
/// @param current what the build that is read has
/// @param next what the build that is being made has
public record ViewDifference(String view, Counters current, Counters next) {}
