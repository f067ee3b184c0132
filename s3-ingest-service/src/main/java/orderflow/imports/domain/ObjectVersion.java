package orderflow.imports.domain;

/// An object as one notification describes it.
///
/// @param key decoded
/// @param eTag without quotes
/// @param size in bytes
/// @param sequencer orders the events of one key; empty if the event had none
public record ObjectVersion(
    String bucket, String key, String eTag, long size, Sequencer sequencer) {}
