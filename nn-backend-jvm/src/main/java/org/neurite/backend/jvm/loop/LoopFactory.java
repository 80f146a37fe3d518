package org.neurite.backend.jvm.loop;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.neurite.backend.jvm.simd.WarmUp;

/** Makes the class for a plan, once. Thread-safe. */
public final class LoopFactory implements AutoCloseable {
  /** System property that names a {@link Kind}, in lower case. */
  public static final String PROPERTY = "neurite.jvm.loops";

  /** Arrays are longer by this than their content: vectors may reach beyond its end. */
  public static final int PADDING = 16;

  /** Most elements of a range where an input is counted from the range's beginning. */
  public static final int BLOCK = 1024;

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
  private volatile boolean isClosed;

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
    return plain.isPresent() ? new AdaptiveLoop(plan, plain.get(), vector, this::warmUp) : vector;
  }

  private void warmUp(AdaptiveLoop loop) {
    WarmUp.SHARED.add(nanos -> isClosed || loop.warmUp(nanos));
  }

  private static Optional<Loop> vector(LoopPlan plan) {
    return define(plan, VectorOps::new);
  }

  private static Optional<Loop> plain(LoopPlan plan) {
    return define(plan, PlainOps::new);
  }

  private static Optional<Loop> define(LoopPlan plan, Function<LoopCode, LoopOps> language) {
    LoopParts parts = LoopParts.of(plan);
    List<LoopCode> loops = new ArrayList<>();
    int stride = 1;
    for (int part = 0; part < parts.count(); part++) {
      LoopCode code = new LoopCode();
      LoopOps ops = language.apply(code);
      new LoopWriter(plan, parts, part, ops).write();
      loops.add(code);
      stride = ops.stride();
    }
    byte[] bytes = LoopClass.of(loops, stride);
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

  /** Stops work on loops that are not fast yet. Loops stay usable. */
  @Override
  public void close() {
    isClosed = true;
  }
}
