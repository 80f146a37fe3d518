package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.API;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.TensorType;

/**
 * A loop along the first axis: the body runs {@code length} times, handing carried values on.
 *
 * <p>Operands: initial carries, then scanned values {@code [length, ..]}, then captured values.
 * Body parameters in the same order: carries, one slice {@code [..]} of each scanned value,
 * captured values. Body results: new carries, then emitted values. Results of the loop: final
 * carries, emitted values stacked {@code [length, ..]}, and for each carry its values
 * <em>before</em> each step stacked {@code [length, ..]} (the history, which the gradient uses;
 * free when unused).
 *
 * @param body one step
 * @param carries how many values are carried
 * @param scanned how many operands are scanned
 * @param length number of steps
 * @param reverse whether it runs from the last slice to the first (stacked results keep the slices'
 *     order)
 */
@API(API.Status.EXPERIMENTAL)
public record Scan(Graph body, int carries, int scanned, int length, boolean reverse)
    implements Op {

  /** Checks the counts. */
  public Scan {
    Rules.attribute(length >= 1, "a loop of at least 1 step", length);
    Rules.attribute(
        carries >= 0
            && scanned >= 0
            && carries + scanned <= body.inputs().size()
            && carries <= body.outputs().size(),
        "counts that fit the body",
        carries + " carries, " + scanned + " scanned");
  }

  /**
   * How many values the body emits at each step.
   *
   * @return body results beyond the carries
   */
  public int emitted() {
    return body.outputs().size() - carries;
  }

  /**
   * Where the history of a carry is among the results.
   *
   * @param carry which carry, from 0
   * @return index of the result
   */
  public int history(int carry) {
    return carries + emitted() + carry;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Rules.count(inputs, body.inputs().size());
    Dim steps = Dim.of(length);
    for (int i = 0; i < inputs.size(); i++) {
      TensorType parameter = body.inputs().get(i).type();
      boolean sliced = i >= carries && i < carries + scanned;
      TensorType expected =
          sliced ? parameter.withShape(parameter.shape().insert(0, steps)) : parameter;
      Rules.require(
          inputs.get(i).equals(expected), "operand " + i + " of type " + expected, inputs.get(i));
    }
    List<TensorType> results = new ArrayList<>();
    List<Value> outputs = body.outputValues();
    for (int i = 0; i < carries; i++) {
      Rules.require(
          outputs.get(i).type().equals(inputs.get(i)),
          "carry " + i + " of the same type before and after a step, " + inputs.get(i),
          outputs.get(i).type());
      results.add(inputs.get(i));
    }
    for (Value emitted : outputs.subList(carries, outputs.size())) {
      results.add(stacked(emitted.type(), steps));
    }
    for (int i = 0; i < carries; i++) {
      results.add(stacked(inputs.get(i), steps));
    }
    return results;
  }

  private static TensorType stacked(TensorType type, Dim steps) {
    return type.withShape(type.shape().insert(0, steps));
  }

  @Override
  public String name() {
    return "scan";
  }
}
