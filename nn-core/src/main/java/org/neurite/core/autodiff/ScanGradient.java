package org.neurite.core.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.Tensor;

/** Builds the backward loop of one {@link Scan} node. */
final class ScanGradient {
  private final Scan op;
  private final Backward node;

  /** Indices of carries that gradients flow through. */
  private final List<Integer> carries;

  /** Indices of scanned operands whose gradient is wanted. */
  private final List<Integer> slices;

  /** Indices of captured operands whose gradient is wanted. */
  private final List<Integer> captured;

  /** Indices of node results (emitted values, then histories) that have a gradient. */
  private final List<Integer> incoming;

  ScanGradient(Scan op, Backward node) {
    this.op = op;
    this.node = node;
    int inputs = op.body().inputs().size();
    int scannedEnd = op.carries() + op.scanned();
    this.carries =
        IntStream.range(0, op.carries())
            .filter(i -> node.input(i).dataType().isFloating())
            .boxed()
            .toList();
    this.slices = IntStream.range(op.carries(), scannedEnd).filter(node::wants).boxed().toList();
    this.captured = IntStream.range(scannedEnd, inputs).filter(node::wants).boxed().toList();
    this.incoming =
        IntStream.range(op.carries(), node.node().outputs().size())
            .filter(i -> node.gradient(i).isPresent())
            .boxed()
            .toList();
  }

  /** Gradients of the final carries, then sums for the captured operands. */
  List<Tensor> carries() {
    List<Tensor> initial = new ArrayList<>();
    for (int i : carries) {
      initial.add(node.gradient(i).orElseGet(() -> node.output(i).filled(0)));
    }
    captured.forEach(i -> initial.add(node.input(i).filled(0)));
    return initial;
  }

  /** Carries before each step, the scanned operands, and gradients of stacked results. */
  List<Tensor> scanned() {
    List<Tensor> scanned = new ArrayList<>();
    IntStream.range(0, op.carries()).forEach(i -> scanned.add(node.output(op.history(i))));
    IntStream.range(op.carries(), op.carries() + op.scanned())
        .forEach(i -> scanned.add(node.input(i)));
    incoming.forEach(i -> scanned.add(node.gradient(i).orElseThrow()));
    return scanned;
  }

  Loops.Step step(List<Tensor> gradients, List<Tensor> slice) {
    List<Tensor> arguments = new ArrayList<>(slice.subList(0, op.carries() + op.scanned()));
    IntStream.range(arguments.size(), op.body().inputs().size())
        .forEach(i -> arguments.add(node.input(i)));
    Map<Integer, Tensor> upstream = new HashMap<>();
    for (int i = 0; i < carries.size(); i++) {
      upstream.put(carries.get(i), gradients.get(i));
    }
    Map<Integer, Tensor> history = new HashMap<>();
    for (int i = 0; i < incoming.size(); i++) {
      Tensor g = slice.get(op.carries() + op.scanned() + i);
      int result = incoming.get(i);
      if (result < op.history(0)) {
        upstream.put(result, g);
      } else {
        history.put(result - op.history(0), g);
      }
    }
    List<Integer> wanted = new ArrayList<>(carries);
    wanted.addAll(slices);
    wanted.addAll(captured);
    List<Tensor> found = Gradients.ofBody(op.body(), arguments, upstream, wanted);
    return split(found, gradients, history);
  }

  private Loops.Step split(
      List<Tensor> found, List<Tensor> gradients, Map<Integer, Tensor> history) {
    List<Tensor> next = new ArrayList<>();
    for (int i = 0; i < carries.size(); i++) {
      Tensor extra = history.get(carries.get(i));
      next.add(extra == null ? found.get(i) : found.get(i).add(extra));
    }
    int offset = carries.size() + slices.size();
    for (int i = 0; i < captured.size(); i++) {
      next.add(gradients.get(carries.size() + i).add(found.get(offset + i)));
    }
    return new Loops.Step(next, found.subList(carries.size(), offset));
  }

  void give(Loops.Step result) {
    for (int i = 0; i < carries.size(); i++) {
      Tensor gradient = result.carries().get(i);
      node.give(carries.get(i), () -> gradient);
    }
    for (int i = 0; i < captured.size(); i++) {
      Tensor gradient = result.carries().get(carries.size() + i);
      node.give(captured.get(i), () -> gradient);
    }
    for (int i = 0; i < slices.size(); i++) {
      Tensor gradient = result.emitted().get(i);
      node.give(slices.get(i), () -> gradient);
    }
  }
}
