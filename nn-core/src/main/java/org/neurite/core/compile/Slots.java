package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurite.api.graph.Leaf;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/** The slots of a program while it is planned. */
final class Slots {
  /** Batch size by which sizes are compared when memory is given to another value. */
  private static final long NOMINAL = 64;

  private final List<Slot> all = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();

  int add(Slot.Kind kind, String name, TensorType type) {
    Dim elements = type.shape().elements();
    Slot slot =
        new Slot(
            all.size(),
            kind,
            name,
            type.dataType(),
            elements.batch() ? 0 : elements.size(),
            elements.batch() ? elements.size() : 0,
            Optional.empty());
    all.add(slot);
    return slot.id();
  }

  /** A constant of a floating-point type keeps its precision; the backend's memory rounds it. */
  int constant(Leaf.Constant constant) {
    boolean floating = constant.dataType().isFloating();
    NDArray value = floating ? constant.value() : constant.value().cast(constant.dataType());
    int id = add(Slot.Kind.CONSTANT, "", constant.type());
    Slot slot = all.get(id);
    all.set(
        id,
        new Slot(
            id,
            slot.kind(),
            "",
            slot.dataType(),
            slot.fixed(),
            slot.perSample(),
            Optional.of(value)));
    return id;
  }

  void name(int id, String name) {
    Slot slot = all.get(id);
    all.set(
        id,
        new Slot(
            id,
            slot.kind(),
            name,
            slot.dataType(),
            slot.fixed(),
            slot.perSample(),
            slot.constant()));
  }

  Slot get(int id) {
    return all.get(id);
  }

  List<Slot> all() {
    return all;
  }

  /** A temporary slot: the free one that fits best, grown if needed, or a new one. */
  int take(TensorType type) {
    Dim elements = type.shape().elements();
    int best = -1;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < free.size(); i++) {
      Slot slot = all.get(free.get(i));
      long waste = waste(slot, elements);
      if (slot.dataType() == type.dataType() && waste < least) {
        best = i;
        least = waste;
      }
    }
    if (best < 0) {
      return add(Slot.Kind.TEMPORARY, "", type);
    }
    int id = free.remove(best);
    Slot slot = all.get(id);
    all.set(
        id,
        new Slot(
            id,
            slot.kind(),
            "",
            slot.dataType(),
            Math.max(slot.fixed(), elements.batch() ? 0 : elements.size()),
            Math.max(slot.perSample(), elements.batch() ? elements.size() : 0),
            Optional.empty()));
    return id;
  }

  /** Memory left unused if the slot is large enough; else memory to add, which counts more. */
  private static long waste(Slot slot, Dim elements) {
    long difference = slot.elements(NOMINAL) - elements.at(NOMINAL);
    return difference >= 0 ? difference : -4 * difference;
  }

  void release(int id) {
    if (all.get(id).kind() == Slot.Kind.TEMPORARY) {
      free.add(id);
    }
  }
}
