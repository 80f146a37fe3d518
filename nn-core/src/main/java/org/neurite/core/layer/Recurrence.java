package org.neurite.core.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.initializer.Uniform;

/**
 * What recurrent layers share. The input projections of all steps are one matrix product before the
 * loop; the loop itself is one {@code scan} node, whatever the length.
 *
 * @param units length of the state
 * @param gates how many vectors of that length a step needs
 * @param carries how many states are handed on, the output first
 * @param layers how many are stacked
 * @param bidirectional whether each layer also runs from the last step to the first
 * @param bias whether there are biases
 * @param splitBias whether the step needs its bias apart, else it joins the projection
 */
record Recurrence(
    int units,
    int gates,
    int carries,
    int layers,
    boolean bidirectional,
    boolean bias,
    boolean splitBias) {

  /** One step of a cell. */
  @FunctionalInterface
  interface Cell {
    /**
     * The new states.
     *
     * @param projected the input's part {@code [N, gates * units]}
     * @param hidden the last output's part {@code [N, gates * units]}
     * @param states the states before the step
     */
    List<Tensor> step(Tensor projected, Tensor hidden, List<Tensor> states);
  }

  /** Runs over {@code [N, T, F]}; steps that do not count change no state and give zeros. */
  RecurrentOutput run(
      LayerContext ctx,
      String layer,
      Tensor input,
      List<List<Tensor>> initial,
      Optional<Tensor> steps,
      Cell cell) {
    Inputs.requireSteps(ctx, input, input.shape().rank() == 3, layer, "[N, T, F]");
    requireFits(ctx, layer, input, initial, steps);
    List<List<Tensor>> last = new ArrayList<>();
    IntStream.range(0, carries).forEach(i -> last.add(new ArrayList<>()));
    Tensor sequence = input.transpose(1, 0, 2);
    Optional<Tensor> counts = steps.map(Recurrence::byStep);
    for (int k = 0; k < layers; k++) {
      List<Tensor> directions = new ArrayList<>();
      for (boolean reverse : bidirectional ? new boolean[] {false, true} : new boolean[] {false}) {
        String ending = "_l" + k + (reverse ? "_reverse" : "");
        List<Tensor> states = initial(input, initial, last.get(0).size());
        Loops.Step end = direction(ctx, sequence, ending, states, counts, reverse, cell);
        directions.add(end.emitted().get(0));
        IntStream.range(0, carries).forEach(i -> last.get(i).add(end.carries().get(i)));
      }
      sequence = Tensor.concat(2, directions.toArray(Tensor[]::new));
    }
    return new RecurrentOutput(sequence.transpose(1, 0, 2), last);
  }

  private void requireFits(
      LayerContext ctx,
      String layer,
      Tensor input,
      List<List<Tensor>> initial,
      Optional<Tensor> steps) {
    Shape counted = Shape.of(input.dim(0), input.dim(1));
    if (steps.isPresent() && !steps.get().shape().equals(counted)) {
      String found = steps.get().type().toString();
      throw Inputs.mismatch(ctx, layer, "a mask of the steps " + counted, found, "");
    }
    int perKind = layers * (bidirectional ? 2 : 1);
    TensorType state = input.type().withShape(Shape.of(input.dim(0), Dim.of(units)));
    boolean fits =
        initial.size() == carries
            && initial.stream().allMatch(kind -> kind.size() == perKind)
            && initial.stream().flatMap(List::stream).allMatch(s -> s.type().equals(state));
    if (!initial.isEmpty() && !fits) {
      String expected = "%d states %s for each of %d kinds".formatted(perKind, state, carries);
      String found =
          initial.stream()
              .map(kind -> kind.stream().map(Tensor::type).toList())
              .toList()
              .toString();
      throw Inputs.mismatch(ctx, layer, expected, found, "give one state per layer and direction");
    }
  }

  private List<Tensor> initial(Tensor input, List<List<Tensor>> initial, int index) {
    if (initial.isEmpty()) {
      Tensor zeros = input.constant(0).broadcastTo(Shape.of(input.dim(0), Dim.of(units)));
      return Collections.nCopies(carries, zeros);
    }
    return initial.stream().map(states -> states.get(index)).toList();
  }

  private Loops.Step direction(
      LayerContext ctx,
      Tensor sequence,
      String ending,
      List<Tensor> states,
      Optional<Tensor> counts,
      boolean reverse,
      Cell cell) {
    double bound = 1 / Math.sqrt(units);
    Initializer uniform = new Uniform(-bound, bound);
    int rows = gates * units;
    Shape inputs = Shape.of(rows, sequence.shape().size(2));
    Tensor weightIh = ctx.parameter("weight_ih" + ending, inputs, uniform);
    Tensor weightHh = ctx.parameter("weight_hh" + ending, Shape.of(rows, units), uniform);
    Optional<Tensor> inner = Optional.empty();
    Optional<Tensor> outer = Optional.empty();
    if (bias) {
      Tensor biasIh = ctx.parameter("bias_ih" + ending, Shape.of(rows), uniform);
      Tensor biasHh = ctx.parameter("bias_hh" + ending, Shape.of(rows), uniform);
      outer = Optional.of(splitBias ? biasIh : biasIh.add(biasHh));
      inner = splitBias ? Optional.of(biasHh) : inner;
    }
    Optional<Tensor> shift = inner;
    Tensor projected = Composites.linear(sequence, weightIh, outer);
    List<Tensor> scanned = Stream.concat(Stream.of(projected), counts.stream()).toList();
    return Loops.scan(
        states,
        scanned,
        reverse,
        (carry, slice) -> {
          Tensor hidden = Composites.linear(carry.get(0), weightHh, shift);
          List<Tensor> next = cell.step(slice.get(0), hidden, carry);
          return slice.size() == 1
              ? new Loops.Step(next, List.of(next.get(0)))
              : kept(slice.get(1).gt(0), next, carry);
        });
  }

  /** {@code [N, T]} as numbers {@code [T, N, 1]}, which a loop can slice. */
  private static Tensor byStep(Tensor steps) {
    return steps.cast(DataType.FLOAT32).transpose(1, 0).expandDims(2);
  }

  private static Loops.Step kept(Tensor counts, List<Tensor> next, List<Tensor> carry) {
    List<Tensor> states =
        IntStream.range(0, carry.size())
            .mapToObj(i -> counts.where(next.get(i), carry.get(i)))
            .toList();
    return new Loops.Step(states, List.of(counts.where(next.get(0), next.get(0).filled(0))));
  }

  /** One of a step's vectors. */
  static Tensor gate(Tensor all, int index, int units) {
    return all.slice(1, index * units, units);
  }
}
