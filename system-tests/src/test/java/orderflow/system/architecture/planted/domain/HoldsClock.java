package orderflow.system.architecture.planted.domain;

import java.time.InstantSource;

/// Asks for the time instead of being told.
record HoldsClock(InstantSource clock) {}
