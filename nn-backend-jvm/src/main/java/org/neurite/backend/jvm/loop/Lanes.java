package org.neurite.backend.jvm.loop;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The machine's vectors, and what functions do with arguments that occur rarely. Loaded only where
 * the Vector API is.
 */
final class Lanes {
  /** The species that the machine prefers, of at most 512 bits: arrays are padded to that. */
  static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > FloatVector.SPECIES_512.length()
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  /** Floats in a vector. */
  static final int COUNT = FLOATS.length();

  private Lanes() {}

  /** As {@link PlainMath#sinOfLarge}. */
  static FloatVector sinOfLarge(FloatVector x, FloatVector y) {
    return isLarge(x) ? replaceSines(x, y) : y;
  }

  /** As {@link PlainMath#cosOfLarge}. */
  static FloatVector cosOfLarge(FloatVector x, FloatVector y) {
    return isLarge(x) ? replaceCosines(x, y) : y;
  }

  private static boolean isLarge(FloatVector x) {
    return x.abs().compare(VectorOperators.GT, Transcendentals.LARGEST_ANGLE).anyTrue();
  }

  private static FloatVector replaceSines(FloatVector x, FloatVector y) {
    float[] values = y.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = PlainMath.sinOfLarge(x.lane(i), values[i]);
    }
    return FloatVector.fromArray(FLOATS, values, 0);
  }

  private static FloatVector replaceCosines(FloatVector x, FloatVector y) {
    float[] values = y.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = PlainMath.cosOfLarge(x.lane(i), values[i]);
    }
    return FloatVector.fromArray(FLOATS, values, 0);
  }

  /** As {@link PlainMath#powOfSpecial}. */
  static FloatVector powOfSpecial(FloatVector x, FloatVector y, FloatVector power) {
    return areOrdinary(x, y) ? power : replacePowers(x, y, power);
  }

  private static boolean areOrdinary(FloatVector x, FloatVector y) {
    FloatVector size = x.abs();
    return size.compare(VectorOperators.GE, Float.MIN_NORMAL)
        .and(size.compare(VectorOperators.LE, Float.MAX_VALUE))
        .and(y.abs().compare(VectorOperators.LE, Float.MAX_VALUE))
        .allTrue();
  }

  private static FloatVector replacePowers(FloatVector x, FloatVector y, FloatVector power) {
    float[] values = power.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = PlainMath.powOfSpecial(x.lane(i), y.lane(i), values[i]);
    }
    return FloatVector.fromArray(FLOATS, values, 0);
  }
}
