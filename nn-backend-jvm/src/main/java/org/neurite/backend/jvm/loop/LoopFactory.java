package org.neurite.backend.jvm.loop;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.loop.LoopCode.Local;

/** Makes the class for a plan, once. Thread-safe. */
public final class LoopFactory implements AutoCloseable {
  /** System property that names a {@link Kind}, in lower case. */
  public static final String PROPERTY = "neurite.jvm.loops";

  /** Arrays are longer by this than their content: vectors may reach beyond its end. */
  public static final int PADDING = 16;

  /** What is generated. */
  public enum Kind {
    /** Loops over vectors, and over single numbers until the former are compiled. */
    ADAPTIVE,
    /** Loops over vectors. */
    VECTOR,
    /** Loops over single numbers, but no functions. */
    PLAIN,
    /** Nothing: the caller interprets groups, which also happens where classes can't be defined. */
    INTERPRETED;

    private boolean needsVectors() {
      return this == ADAPTIVE || this == VECTOR;
    }
  }

  private final Kind kind;
  private final Map<LoopPlan, Optional<Loop>> loops = new ConcurrentHashMap<>();
  private final WarmUp warmUp = new WarmUp();

  /**
   * A factory without any class yet.
   *
   * @param kind what to generate
   */
  public LoopFactory(Kind kind) {
    this.kind = kind;
  }

  /**
   * A factory of the fastest kind that can run here, or of the one that {@value #PROPERTY} names.
   *
   * @param hasVectors whether the Vector API may be used
   * @return a new factory
   */
  public static LoopFactory forMachine(boolean hasVectors) {
    String wanted = System.getProperty(PROPERTY, "").toUpperCase(Locale.ROOT);
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(wanted) && (!kind.needsVectors() || hasVectors)) {
        return new LoopFactory(kind);
      }
    }
    return new LoopFactory(hasVectors ? Kind.ADAPTIVE : Kind.PLAIN);
  }

  /**
   * By how much the index of a loop grows: a range of any other length reaches further.
   *
   * @return number of elements computed together
   */
  public int stride() {
    return kind.needsVectors() ? Lanes.COUNT : 1;
  }

  /**
   * The loop for a plan.
   *
   * @param plan what is computed
   * @return the loop; empty if the group must be interpreted
   */
  public Optional<Loop> of(LoopPlan plan) {
    if (kind == Kind.INTERPRETED || kind == Kind.PLAIN && plan.hasFunctions()) {
      return Optional.empty();
    }
    return loops.computeIfAbsent(plan, this::define);
  }

  private Optional<Loop> define(LoopPlan plan) {
    return switch (kind) {
      case ADAPTIVE -> vector(plan).map(vector -> adaptive(plan, vector));
      case VECTOR -> vector(plan);
      case PLAIN, INTERPRETED -> plain(plan);
    };
  }

  private Loop adaptive(LoopPlan plan, Loop vector) {
    Optional<Loop> plain = plain(plan);
    return plain.isPresent() ? new AdaptiveLoop(plan, plain.get(), vector, warmUp::add) : vector;
  }

  private static Optional<Loop> vector(LoopPlan plan) {
    LoopCode code = new LoopCode();
    return define(plan, code, new VectorOps(code));
  }

  private static Optional<Loop> plain(LoopPlan plan) {
    LoopCode code = new LoopCode();
    return define(plan, code, new PlainOps(code));
  }

  private static Optional<Loop> define(LoopPlan plan, LoopCode code, LoopOps ops) {
    write(plan, ops);
    byte[] bytes = code.toClass(ops.stride());
    if (bytes.length == 0) {
      return Optional.empty();
    }
    try {
      Class<?> defined = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
      return Optional.of((Loop) defined.getDeclaredConstructor().newInstance());
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) { // whatever a host throws that forbids classes made at run time
      return Optional.empty();
    }
  }

  /** Loads what is read, then all steps, then stores: results may lie over operands. */
  private static void write(LoopPlan plan, LoopOps ops) {
    List<Local> values = new ArrayList<>();
    int array = 0;
    for (LoopPlan.Access access : plan.inputs()) {
      values.add(ops.load(array++, access));
    }
    for (Lowered.Step step : plan.steps()) {
      if (step.op() instanceof Leaf.Count) {
        values.add(ops.load(array++, LoopPlan.Access.NUMBER));
      } else {
        values.add(step(plan, step, values, ops));
      }
    }
    for (int result : plan.results()) {
      ops.store(array++, plan.output(), values.get(result));
    }
  }

  private static Local step(LoopPlan plan, Lowered.Step step, List<Local> values, LoopOps ops) {
    List<Local> in = step.arguments().stream().map(values::get).toList();
    Op op = step.op();
    if (op instanceof Leaf.Constant constant) {
      return ops.constant((float) constant.value().cast(constant.dataType()).get(0));
    }
    DataType type = in.isEmpty() ? DataType.FLOAT32 : plan.types().get(step.arguments().get(0));
    if (op instanceof Elementwise.Unary unary) {
      return ops.unary(unary.kind(), in.get(0));
    }
    if (op instanceof Elementwise.Binary binary) {
      return ops.binary(binary.kind(), type == DataType.INT32, in.get(0), in.get(1));
    }
    if (op instanceof Elementwise.Where) {
      return ops.where(in.get(0), in.get(1), in.get(2));
    }
    if (op instanceof Elementwise.Cast cast) {
      return ops.cast(type, cast.to(), in.get(0));
    }
    throw new IllegalArgumentException(op + " in a fused group");
  }

  /** Stops work on loops that are not fast yet. Loops stay usable. */
  @Override
  public void close() {
    warmUp.close();
  }
}
