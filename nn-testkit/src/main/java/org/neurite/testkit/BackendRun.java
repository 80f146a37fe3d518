package org.neurite.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Graph;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.compile.Compiler;
import org.neurite.core.compile.Pass;

/**
 * A graph compiled for a backend, with memory of its own: what the reference interpreter is
 * compared with. Not thread-safe.
 */
public final class BackendRun implements AutoCloseable {
  private final Program program;
  private final Session session;
  private final Map<String, DeviceBuffer> variables;

  private BackendRun(Program program, Session session, Map<String, DeviceBuffer> variables) {
    this.program = program;
    this.session = session;
    this.variables = variables;
  }

  /**
   * Compiles a graph and opens a session.
   *
   * @param graph the graph; its inputs must have different names
   * @param backend where to run
   * @param passes what the compiler does
   * @param capacity the largest batch size
   * @param seed seed of the random numbers
   * @return a run whose variables are zero
   */
  public static BackendRun open(
      Graph graph, Backend backend, Set<Pass> passes, int capacity, long seed) {
    Program program = Compiler.compile("test", graph, backend, passes);
    Map<String, DeviceBuffer> variables = new LinkedHashMap<>();
    for (Slot slot : program.variables().values()) {
      variables.put(slot.name(), backend.allocate(slot.dataType(), slot.elements(capacity)));
    }
    Session session = backend.prepare(program).open(capacity, seed, variables);
    return new BackendRun(program, session, variables);
  }

  /**
   * What is run.
   *
   * @return the compiled program
   */
  public Program program() {
    return program;
  }

  /**
   * Sets a variable, if the program has it.
   *
   * @param name its name
   * @param value its content
   */
  public void variable(String name, NDArray value) {
    DeviceBuffer buffer = variables.get(name);
    if (buffer != null) {
      write(buffer, value);
    }
  }

  /**
   * Reads a variable.
   *
   * @param name its name
   * @param type its type in the graph
   * @return its content; float64 for floating-point types
   */
  public NDArray variable(String name, TensorType type) {
    return read(variables.get(name), type);
  }

  /**
   * Runs once.
   *
   * @param n the batch size
   * @param step counter for random numbers
   * @param inputs a value for each input, by name
   * @return the outputs by name; float64 for floating-point types
   */
  public Map<String, NDArray> run(int n, long step, Map<String, NDArray> inputs) {
    program.inputs().keySet().forEach(name -> write(session.input(name), inputs.get(name)));
    if (!session.run(n, step)) {
      throw new AssertionError("the loss was not finite\n" + program.explain(n));
    }
    Map<String, NDArray> outputs = new LinkedHashMap<>();
    for (Map.Entry<String, Operand> output : program.outputs().entrySet()) {
      TensorType type = output.getValue().type();
      outputs.put(
          output.getKey(),
          read(session.output(output.getKey()), type.withShape(type.shape().at(n))));
    }
    return Collections.unmodifiableMap(outputs);
  }

  private static void write(DeviceBuffer buffer, NDArray value) {
    if (value.dataType().isFloating()) {
      buffer.write(value.toDoubles(), 0, 0, value.length());
    } else {
      buffer.write(value.toInts(), 0, 0, value.length());
    }
  }

  private static NDArray read(DeviceBuffer buffer, TensorType type) {
    int length = Math.toIntExact(type.shape().elements(1));
    double[] values = new double[length];
    if (type.dataType().isFloating()) {
      buffer.read(0, values, 0, length);
      return NDArray.of(values, type.shape());
    }
    int[] integers = new int[length];
    buffer.read(0, integers, 0, length);
    NDArray array = NDArray.of(integers, length).reshape(type.shape());
    return type.dataType() == DataType.BOOL ? array.cast(DataType.BOOL) : array;
  }

  /** Frees the session and the variables. */
  @Override
  public void close() {
    session.close();
    variables.values().forEach(DeviceBuffer::close);
  }
}
