package org.neurite.backend.jvm.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Lowered;

/**
 * A plan cut where the operand of a function such as exp comes from another function: the JIT
 * compiler of Java 17 keeps an object for each vector in loops that compute functions of functions,
 * which takes three times as long. Part by part goes over blocks that stay in the first-level
 * cache; what later parts need is in temporary arrays meanwhile. Results are written by the last
 * part alone, because they may lie over operands.
 */
final class LoopParts {
  private final LoopPlan plan;
  private final int inputs;
  private final int count;
  private final int[] partOf;
  private final List<Integer> temporaries;

  private LoopParts(LoopPlan plan, int count, int[] partOf) {
    this.plan = plan;
    this.inputs = plan.inputs().size();
    this.count = count;
    this.partOf = partOf;
    this.temporaries = temporaries(plan, count, partOf);
  }

  /** Cuts a plan so that there is little to keep from one part to the next. */
  static LoopParts of(LoopPlan plan) {
    int[] earliest = earliest(plan);
    int count = 1 + Arrays.stream(earliest).max().orElse(0);
    LoopParts early = new LoopParts(plan, count, earliest);
    LoopParts late = new LoopParts(plan, count, latest(plan, count, earliest));
    return late.temporaries.size() < early.temporaries.size() ? late : early;
  }

  /** For each value, the number of functions before it, but for its own. */
  private static int[] earliest(LoopPlan plan) {
    int[] functions = new int[plan.inputs().size() + plan.steps().size()];
    int[] parts = new int[functions.length];
    int value = plan.inputs().size();
    for (Lowered.Step step : plan.steps()) {
      int most = 0;
      for (int argument : step.arguments()) {
        most = Math.max(most, functions[argument]);
      }
      functions[value] = LoopPlan.isFunction(step) ? most + 1 : most;
      parts[value] = Math.max(0, functions[value] - 1);
      value++;
    }
    return parts;
  }

  /** Functions stay; everything else waits until it is needed. */
  private static int[] latest(LoopPlan plan, int count, int[] earliest) {
    int[] parts = new int[earliest.length];
    Arrays.fill(parts, count - 1);
    for (int s = plan.steps().size() - 1; s >= 0; s--) {
      Lowered.Step step = plan.steps().get(s);
      int value = plan.inputs().size() + s;
      if (LoopPlan.isFunction(step)) {
        parts[value] = earliest[value];
      }
      for (int argument : step.arguments()) {
        parts[argument] = Math.min(parts[argument], parts[value]);
      }
    }
    return parts;
  }

  private static List<Integer> temporaries(LoopPlan plan, int count, int[] partOf) {
    boolean[] isKept = new boolean[partOf.length];
    for (int result : plan.results()) {
      isKept[result] = partOf[result] < count - 1;
    }
    for (int s = 0; s < plan.steps().size(); s++) {
      int part = partOf[plan.inputs().size() + s];
      for (int argument : plan.steps().get(s).arguments()) {
        isKept[argument] |= partOf[argument] < part;
      }
    }
    List<Integer> kept = new ArrayList<>();
    for (int s = 0; s < plan.steps().size(); s++) {
      int value = plan.inputs().size() + s;
      if (isKept[value] && !(plan.steps().get(s).op() instanceof Leaf)) {
        kept.add(value);
      }
    }
    return kept;
  }

  /** Number of parts. */
  int count() {
    return count;
  }

  /** Values that are kept, in the order of their arrays. */
  List<Integer> temporaries() {
    return temporaries;
  }

  /** Whether a part computes a value. */
  boolean computes(int part, int value) {
    return value >= inputs && partOf[value] == part && !isLeaf(value);
  }

  private boolean isLeaf(int value) {
    return plan.steps().get(value - inputs).op() instanceof Leaf;
  }

  /** The values that a part writes into temporary arrays. */
  List<Integer> kept(int part) {
    List<Integer> kept = new ArrayList<>();
    for (int value : temporaries) {
      if (partOf[value] == part) {
        kept.add(value);
      }
    }
    return kept;
  }
}
