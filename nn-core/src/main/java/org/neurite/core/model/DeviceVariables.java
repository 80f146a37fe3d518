package org.neurite.core.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;

/** A model's variables in a backend's memory. Closed by whoever made them. */
public final class DeviceVariables implements AutoCloseable {
  private final Map<String, VariableSpec> specs = new LinkedHashMap<>();
  private final Map<String, DeviceBuffer> buffers = new LinkedHashMap<>();

  /**
   * Gets memory and writes first values.
   *
   * @param backend whose memory
   * @param variables what there is
   * @param given values by name; others start as their initializers say
   * @param seed seed of the initializers
   */
  public DeviceVariables(
      Backend backend, List<VariableSpec> variables, Map<String, NDArray> given, long seed) {
    try {
      for (VariableSpec spec : variables) {
        NDArray value =
            given.containsKey(spec.name()) ? given.get(spec.name()) : spec.initialValue(seed);
        DeviceBuffer buffer = backend.allocate(DataType.FLOAT32, value.length());
        specs.put(spec.name(), spec);
        buffers.put(spec.name(), buffer);
        buffer.write(value.toFloats(), 0, 0, value.length());
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      close();
      throw e;
    }
  }

  /**
   * The memory.
   *
   * @return buffers by variable name
   */
  public Map<String, DeviceBuffer> buffers() {
    return Map.copyOf(buffers);
  }

  /** Says that no value will change any more, which makes computing with them faster. */
  public void freeze() {
    for (DeviceBuffer buffer : buffers.values()) {
      buffer.freeze();
    }
  }

  /**
   * Copies values to the host.
   *
   * @param names which variables
   * @return arrays by name, in the given order
   */
  public Map<String, NDArray> read(Collection<String> names) {
    Map<String, NDArray> values = new LinkedHashMap<>();
    for (String name : names) {
      DeviceBuffer buffer = buffers.get(name);
      float[] data = new float[Math.toIntExact(buffer.elements())];
      buffer.read(0, data, 0, data.length);
      values.put(name, NDArray.of(data, specs.get(name).shape()));
    }
    return values;
  }

  /**
   * Copies values from the host.
   *
   * @param values arrays by variable name
   */
  public void write(Map<String, NDArray> values) {
    values.forEach(
        (name, value) -> buffers.get(name).write(value.toFloats(), 0, 0, value.length()));
  }

  @Override
  public void close() {
    for (DeviceBuffer buffer : buffers.values()) {
      buffer.close();
    }
  }
}
