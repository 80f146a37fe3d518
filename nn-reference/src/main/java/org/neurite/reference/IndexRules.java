package org.neurite.reference;

import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.graph.IndexOps;

/** Selection by an index in the data. */
final class IndexRules {
  private IndexRules() {}

  /** Takes where a row begins in the long and in the selected array. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int all, int selected);
  }

  static void register(Evaluators table) {
    table.one(IndexOps.Gather.class, IndexRules::gather);
    table.one(IndexOps.ScatterAdd.class, IndexRules::scatterAdd);
  }

  private static Values gather(Call<IndexOps.Gather> call) {
    Values data = call.input(0);
    Values result = Values.zeros(call.output());
    int row = data.stride(call.op().axis());
    visit(
        "gather",
        data,
        call.op().axis(),
        call.input(1),
        (from, to) -> result.set(to, data, from, row));
    return result;
  }

  private static Values scatterAdd(Call<IndexOps.ScatterAdd> call) {
    Values updates = call.input(0);
    Values result = Values.zeros(call.output());
    int row = result.stride(call.op().axis());
    visit(
        "scatter_add",
        result,
        call.op().axis(),
        call.input(1),
        (to, from) -> {
          for (int i = 0; i < row; i++) {
            result.add(to + i, updates.get(from + i));
          }
        });
    return result;
  }

  /** Visits each row that an index selects along an axis of {@code all}. */
  private static void visit(String what, Values all, int axis, Values indices, Visitor visitor) {
    int row = all.stride(axis);
    int size = all.size(axis);
    int blocks = all.length() / (row * size);
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < indices.length(); i++) {
        int index = checked(what, (int) indices.get(i), size);
        visitor.visit((block * size + index) * row, (block * indices.length() + i) * row);
      }
    }
  }

  private static int checked(String what, int index, int size) {
    if (index < 0 || index >= size) {
      throw new BackendException(
          Problem.of(ErrorCode.INDEX_OUT_OF_RANGE)
              .at(what)
              .expected("an index from 0 to " + (size - 1))
              .found(Integer.toString(index)));
    }
    return index;
  }
}
