package org.neurite.core.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;
import tools.jackson.databind.node.ObjectNode;

/**
 * Content of a checkpoint: a model file with the entries {@code training.safetensors} and {@code
 * training.json}. Immutable, as {@link ModelArchive}.
 *
 * @param model the model as it is now
 * @param tensors what training needs besides the weights, by name, in order
 * @param training position, settings and states of the training
 */
public record CheckpointArchive(
    ModelArchive model, Map<String, NDArray> tensors, ObjectNode training) {
  static final String TENSORS = "training.safetensors";

  /** The entry that makes a model file a checkpoint. */
  public static final String TRAINING = "training.json";

  /** Copies everything. */
  public CheckpointArchive {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    training = training.deepCopy();
  }

  /** A copy of the training's state. */
  @Override
  public ObjectNode training() {
    return training.deepCopy();
  }

  /**
   * Writes the file, atomically.
   *
   * @param file where to
   * @throws ModelFormatException with {@code NN-1603} if it cannot be written
   */
  public void write(Path file) {
    Failures.writing(
        file,
        out -> {
          ArchiveWriter writer = new ArchiveWriter(out);
          model.write(writer);
          writer.add(TRAINING, training);
          writer.add(TENSORS, new Safetensors(tensors));
          writer.finish();
        });
  }

  /**
   * Reads a file within the limits of a model file.
   *
   * @param file which
   * @return its content
   * @throws ModelFormatException with {@code NN-1601} if it is missing, damaged or something else,
   *     with {@code NN-1602} if a newer release wrote it
   */
  public static CheckpointArchive read(Path file) {
    try (ArchiveReader reader = new ArchiveReader(file)) {
      return new CheckpointArchive(
          ModelArchive.read(reader, file, Map.of()),
          reader.tensors(TENSORS).tensors(),
          reader.json(TRAINING));
    } catch (IOException e) {
      throw Failures.unreadable(file.toString(), e);
    }
  }
}
