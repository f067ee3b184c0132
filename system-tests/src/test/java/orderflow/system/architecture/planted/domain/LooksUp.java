package orderflow.system.architecture.planted.domain;

import orderflow.system.architecture.planted.application.ReadsSurroundings;

/// Knows a layer above.
record LooksUp(ReadsSurroundings above) {}
