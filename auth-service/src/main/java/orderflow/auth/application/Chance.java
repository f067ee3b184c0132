package orderflow.auth.application;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import orderflow.kit.id.Ids;

/// What is different each time: the clock, randomness that cannot be predicted, and ids of both.
public record Chance(InstantSource clock, RandomGenerator random, Ids ids) {}
