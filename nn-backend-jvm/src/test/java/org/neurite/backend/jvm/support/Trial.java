package org.neurite.backend.jvm.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.JvmBackendProvider;
import org.neurite.backend.jvm.loop.LoopFactory;
import org.neurite.reference.ReferenceBackend;

/** Runs a program on this backend with one and two threads, and on the reference in doubles. */
public final class Trial {
  private static final List<String> LOOPS = List.of("vector", "plain", "interpreted");

  private final Program program;
  private double relative = 2e-6;
  private double absolute = 1e-6;
  private long seed = 7;
  private DoubleSupplier numbers = new Random(42)::nextGaussian;
  private int[][] sizes = {{1, 1}, {3, 1}, {3, 2}, {3, 3}};

  private Trial(Program program) {
    this.program = program;
  }

  public static Trial of(Program program) {
    return new Trial(program);
  }

  public static Trial of(Op op, TensorType... types) {
    return new Trial(Programs.of(op, types));
  }

  /** Tolerances: relative to the number, and absolute. */
  public Trial within(double newRelative, double newAbsolute) {
    relative = newRelative;
    absolute = newAbsolute;
    return this;
  }

  /** Where floating-point inputs come from; standard normal numbers otherwise. */
  public Trial from(DoubleSupplier source) {
    numbers = source;
    return this;
  }

  /** The instruction of a loop. */
  public Instruction loop() {
    return program.instructions().stream()
        .filter(i -> i.body().isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** Pairs of capacity and batch size. */
  public Trial sizes(int[]... pairs) {
    sizes = pairs;
    return this;
  }

  /**
   * Compares with the reference at every size, with every kind of loop if there are fused groups;
   * results of one and two threads must be equal.
   */
  public void matchesReference() {
    boolean hasGroups =
        program.instructions().stream()
            .anyMatch(i -> i.op() instanceof Lowered || i.op() instanceof Elementwise);
    for (int[] size : sizes) {
      float[][] inputs = inputs(size[1]);
      double[][] expected = reference(size[0], size[1], inputs);
      for (String kind : hasGroups ? LOOPS : List.of("adaptive")) {
        System.setProperty(LoopFactory.PROPERTY, kind);
        try {
          matches(expected, size[0], size[1], inputs);
        } finally {
          System.clearProperty(LoopFactory.PROPERTY);
        }
      }
    }
  }

  private void matches(double[][] expected, int capacity, int n, float[][] inputs) {
    float[][] one = run(1, capacity, n, inputs);
    float[][] two = run(2, capacity, n, inputs);
    for (int o = 0; o < expected.length; o++) {
      String loops = System.getProperty(LoopFactory.PROPERTY);
      String where = "output " + o + " at capacity " + capacity + ", n " + n + ", " + loops;
      close(where, one[o], expected[o]);
      assertThat(bits(two[o])).as("%s with two threads", where).isEqualTo(bits(one[o]));
    }
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToIntBits(values[i]));
    return bits;
  }

  private void close(String where, float[] actual, double[] expected) {
    assertThat(actual).as(where).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      double wanted = expected[i];
      double allowed = absolute + relative * Math.abs(wanted);
      boolean same =
          Double.isNaN(wanted)
              ? Float.isNaN(actual[i])
              : actual[i] == (float) wanted || Math.abs(actual[i] - wanted) <= allowed;
      if (!same) {
        throw new AssertionError(
            where + ", element " + i + ": expected " + wanted + ", was " + actual[i]);
      }
    }
  }

  private float[][] inputs(int n) {
    List<float[]> inputs = new ArrayList<>();
    for (Operand operand : program.inputs().values()) {
      float[] data = new float[(int) operand.type().shape().elements(n)];
      DataType type = operand.type().dataType();
      for (int i = 0; i < data.length; i++) {
        float number = (float) numbers.getAsDouble();
        data[i] =
            switch (type) {
              case BOOL -> number > 0 ? 1 : 0;
              case INT32 -> Math.round(3 * number);
              default -> number;
            };
      }
      inputs.add(data);
    }
    return inputs.toArray(float[][]::new);
  }

  /** Results of this backend. */
  public float[][] run(int threads, int capacity, int n, float[]... inputs) {
    try (Backend backend = new JvmBackendProvider().open(new BackendSettings(threads));
        Session session = backend.prepare(program).open(capacity, seed, Map.of())) {
      spoil(session, capacity);
      feed(session, inputs);
      session.run(n, 5);
      // Twice: the second run finds what the first left behind.
      feed(session, inputs);
      session.run(n, 5);
      return program.outputs().entrySet().stream()
          .map(
              e -> {
                float[] result = new float[(int) e.getValue().type().shape().elements(n)];
                session.output(e.getKey()).read(0, result, 0, result.length);
                return result;
              })
          .toArray(float[][]::new);
    }
  }

  /** Fills results with what must be overwritten. */
  private void spoil(Session session, int capacity) {
    program
        .outputs()
        .forEach(
            (name, operand) -> {
              if (operand.type().dataType().isFloating()) {
                float[] garbage = new float[(int) operand.type().shape().elements(capacity)];
                Arrays.fill(garbage, Float.NaN);
                session.output(name).write(garbage, 0, 0, garbage.length);
              }
            });
  }

  private static void feed(Session session, float[][] inputs) {
    for (int i = 0; i < inputs.length; i++) {
      session.input(Integer.toString(i)).write(inputs[i], 0, 0, inputs[i].length);
    }
  }

  private double[][] reference(int capacity, int n, float[][] inputs) {
    try (Backend jvm = new JvmBackendProvider().open(new BackendSettings(1));
        ReferenceBackend reference = new ReferenceBackend(jvm::claims);
        Session session = reference.prepare(program).open(capacity, seed, Map.of())) {
      feed(session, inputs);
      session.run(n, 5);
      return program.outputs().entrySet().stream()
          .map(
              e -> {
                double[] result = new double[(int) e.getValue().type().shape().elements(n)];
                session.output(e.getKey()).read(0, result, 0, result.length);
                return result;
              })
          .toArray(double[][]::new);
    }
  }
}
