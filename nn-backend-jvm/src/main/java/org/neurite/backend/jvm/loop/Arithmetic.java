package org.neurite.backend.jvm.loop;

import org.neurite.backend.jvm.loop.LoopCode.Local;

/**
 * What functions are made from, on floats, on integers of as many bits, and on conditions. Methods
 * have the names that they have in the Vector API.
 */
interface Arithmetic {
  /** {@code add}, {@code sub}, {@code mul}, {@code div}, {@code fma}, {@code neg}, {@code abs}. */
  Local floats(String method, Local x, Local... operands);

  /** {@code add}, {@code sub}, {@code and}, {@code or}. */
  Local ints(String method, Local x, Local... operands);

  /** Exclusive or of integers. */
  Local xor(Local a, Local b);

  /** Shifts integers: {@code LSHL}, {@code LSHR} or {@code ASHR}. */
  Local shift(String operator, Local x, int bits);

  /** A constant integer. */
  Local broadcast(int number);

  /** The bits of a float. */
  Local asInts(Local x);

  /** The float with some bits. */
  Local asFloats(Local x);

  /** Compares floats: {@code LT}, {@code LE}, {@code GT}, {@code GE}, {@code EQ}, {@code NE}. */
  Local compare(String operator, Local a, Local b);

  /** Conditions: {@code and} or {@code or} with another, or {@code not}. */
  Local mask(String method, Local x, Local... operands);

  /** The first, but the second where the condition holds. */
  Local blend(Local a, Local b, Local mask);

  /** A method that replaces results for arguments that occur rarely. */
  Local rare(String method, Local... operands);
}
