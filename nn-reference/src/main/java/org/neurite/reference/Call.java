package org.neurite.reference;

import java.util.List;
import org.neurite.api.graph.Op;
import org.neurite.api.tensor.TensorType;

/**
 * One operation to evaluate.
 *
 * @param op what to compute
 * @param inputs its operands
 * @param outputs types of its results, with the batch size put in
 * @param run the run it belongs to
 */
record Call<O extends Op>(O op, List<Values> inputs, List<TensorType> outputs, Evaluation run) {

  Values input() {
    return inputs.get(0);
  }

  Values input(int i) {
    return inputs.get(i);
  }

  TensorType output() {
    return outputs.get(0);
  }
}
