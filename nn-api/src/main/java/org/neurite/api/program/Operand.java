package org.neurite.api.program;

import org.neurite.api.API;
import org.neurite.api.tensor.TensorType;

/**
 * A value in a slot: the first elements of the slot, row-major.
 *
 * @param slot number of the slot
 * @param type element type and shape of the value
 */
@API(API.Status.EXPERIMENTAL)
public record Operand(int slot, TensorType type) {
  @Override
  public String toString() {
    return "%" + slot + ":" + type;
  }
}
