package org.neurite.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * All operators of the Vector API that loops here use, one after the other. The JIT compiler of
 * Java 17 makes assumptions about the first ones it sees; where later ones prove them wrong, loops
 * compiled afterwards keep an object for each vector, now and then. Who shows it all operators from
 * the start is spared that. Loaded only where {@link Simd} found the module.
 */
final class Operators {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  /** So many that methods are compiled with profiles of all operators, and not yet without. */
  private static final int ROUNDS = 1_000;

  private Operators() {}

  /** Uses all operators. */
  static void exerciseAll() {
    float[] values = new float[FLOATS.length()];
    for (int round = 0; round < ROUNDS; round++) {
      FloatVector x = FloatVector.fromArray(FLOATS, values, 0);
      FloatVector y = arithmetic(x);
      choices(x, y).intoArray(values, 0);
    }
  }

  private static FloatVector arithmetic(FloatVector x) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    FloatVector sum = x.add(one).mul(x).sub(one);
    FloatVector quotient = sum.div(one).neg().abs().sqrt();
    return quotient.fma(one, x).min(one).max(x);
  }

  private static FloatVector choices(FloatVector x, FloatVector y) {
    VectorMask<Float> mask =
        x.compare(VectorOperators.LT, y)
            .or(x.compare(VectorOperators.LE, y))
            .and(x.compare(VectorOperators.GT, y).not())
            .or(x.compare(VectorOperators.GE, y))
            .or(x.compare(VectorOperators.EQ, y))
            .and(x.compare(VectorOperators.NE, y));
    IntVector bits = x.blend(y, mask).reinterpretAsInts();
    IntVector more =
        bits.add(IntVector.broadcast(INTS, 1))
            .sub(bits)
            .lanewise(VectorOperators.LSHL, 1)
            .lanewise(VectorOperators.LSHR, 2)
            .lanewise(VectorOperators.ASHR, 1)
            .lanewise(VectorOperators.XOR, bits)
            .and(bits)
            .or(bits);
    return more.reinterpretAsFloats();
  }
}
