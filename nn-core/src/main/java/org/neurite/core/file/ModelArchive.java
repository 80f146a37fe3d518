package org.neurite.core.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.Problem;
import org.neurite.api.tensor.NDArray;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Content of a model file: a zip of {@code model.json}, {@code weights.safetensors}, {@code
 * preprocessing.json} where there is any, {@code provenance.json} and further entries. The format
 * is written down in {@code docs/model-format.md}.
 *
 * <p>Equal content gives equal bytes. Immutable: JSON trees and byte arrays are copied on the way
 * in and out.
 *
 * @param model the architecture, by component names
 * @param weights parameters and states by name, in order
 * @param preprocessing how raw data become inputs, and outputs become answers
 * @param provenance where the model comes from
 * @param extras further entries by name, for instance {@code optimizer.safetensors}; of a
 *     checkpoint without its arrays, for which there is {@link CheckpointArchive}
 */
public record ModelArchive(
    ObjectNode model,
    Map<String, NDArray> weights,
    Optional<ObjectNode> preprocessing,
    ObjectNode provenance,
    Map<String, byte[]> extras) {

  /** The version that is written, and the newest that is read. */
  public static final int FORMAT_VERSION = 2;

  private static final int FIRST_WITH_MANIFEST = 2;

  static final String MODEL = "model.json";
  static final String WEIGHTS = "weights.safetensors";
  static final String PREPROCESSING = "preprocessing.json";
  static final String PROVENANCE = "provenance.json";

  private static final String FORMAT_KEY = "format";
  private static final String FORMAT = "neurite-model";
  private static final String VERSION_KEY = "formatVersion";
  private static final Pattern EXTRA = Pattern.compile("[a-z0-9][a-z0-9_-]*(\\.[a-z0-9_-]+)*");

  /** Copies everything and checks names of further entries. */
  public ModelArchive {
    model = model.deepCopy();
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    preprocessing = copy(preprocessing);
    provenance = provenance.deepCopy();
    extras = copy(extras);
    for (String name : extras.keySet()) {
      if (!isExtra(name)) {
        throw new IllegalArgumentException("no name for a further entry: '" + name + "'");
      }
    }
    if (model.has(FORMAT_KEY) || model.has(VERSION_KEY)) {
      throw new IllegalArgumentException("format and formatVersion are written by the archive");
    }
  }

  /**
   * An archive without further entries.
   *
   * @param model the architecture, by component names
   * @param weights parameters and states by name, in order
   * @param preprocessing how raw data become inputs, and outputs become answers
   * @param provenance where the model comes from
   */
  public ModelArchive(
      ObjectNode model,
      Map<String, NDArray> weights,
      Optional<ObjectNode> preprocessing,
      ObjectNode provenance) {
    this(model, weights, preprocessing, provenance, Map.of());
  }

  /** A copy of the architecture. */
  @Override
  public ObjectNode model() {
    return model.deepCopy();
  }

  /** A copy of the preprocessing. */
  @Override
  public Optional<ObjectNode> preprocessing() {
    return copy(preprocessing);
  }

  /** A copy of the provenance. */
  @Override
  public ObjectNode provenance() {
    return provenance.deepCopy();
  }

  /** Copies of the further entries. */
  @Override
  public Map<String, byte[]> extras() {
    return copy(extras);
  }

  private static Optional<ObjectNode> copy(Optional<ObjectNode> json) {
    return json.isPresent() ? Optional.of(json.get().deepCopy()) : json;
  }

  /** Sorted, so that the order in which entries were given leaves no trace in the file. */
  private static Map<String, byte[]> copy(Map<String, byte[]> entries) {
    Map<String, byte[]> copy = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      copy.put(entry.getKey(), entry.getValue().clone());
    }
    return Collections.unmodifiableMap(copy);
  }

  /** Whether a name may be that of a further entry: a plain file name in lower case. */
  static boolean isExtra(String name) {
    boolean ours =
        name.equals(MODEL)
            || name.equals(WEIGHTS)
            || name.equals(PREPROCESSING)
            || name.equals(PROVENANCE)
            || name.equals(Manifest.NAME);
    return !ours && name.length() <= 100 && EXTRA.matcher(name).matches();
  }

  /**
   * Writes the file, atomically: a crash leaves the old file or the new one, nothing between.
   *
   * @param file where to
   * @throws ModelFormatException with {@code NN-1603} if it cannot be written
   */
  public void write(Path file) {
    Failures.writing(
        file,
        out -> {
          ArchiveWriter writer = new ArchiveWriter(out);
          write(writer);
          writer.finish();
        });
  }

  /** Adds all entries, in their order. */
  void write(ArchiveWriter writer) throws IOException {
    writer.add(MODEL, versioned());
    writer.add(WEIGHTS, new Safetensors(weights));
    if (preprocessing.isPresent()) {
      writer.add(PREPROCESSING, preprocessing.get());
    }
    writer.add(PROVENANCE, provenance);
    for (Map.Entry<String, byte[]> extra : extras.entrySet()) {
      writer.add(extra.getKey(), extra.getValue());
    }
  }

  private ObjectNode versioned() {
    return JsonNodeFactory.instance
        .objectNode()
        .put(FORMAT_KEY, FORMAT)
        .put(VERSION_KEY, FORMAT_VERSION)
        .setAll(model);
  }

  /**
   * Reads a file, within limits on the number and size of its entries; executes nothing.
   *
   * @param file which
   * @return its content
   * @throws ModelFormatException with {@code NN-1601} if it is missing, damaged or something else,
   *     with {@code NN-1602} if a newer release wrote it
   */
  public static ModelArchive read(Path file) {
    try (ArchiveReader reader = new ArchiveReader(file)) {
      return read(reader, file, reader.extras());
    } catch (IOException e) {
      throw Failures.unreadable(file.toString(), e);
    }
  }

  /**
   * SHA-256 of a file's manifest, which has the SHA-256 of everything else. Who is told it by
   * somebody they trust knows that a file is the one that was meant. Equal content gives an equal
   * digest. Reads the whole file and compares all of it with the manifest.
   *
   * @param file a model file
   * @return 64 hexadecimal digits; empty for a file of version 1, which has no manifest
   * @throws ModelFormatException as {@link #read}
   */
  public static String digest(Path file) {
    try (ArchiveReader reader = new ArchiveReader(file)) {
      read(reader, file, reader.extras());
      return reader.digest();
    } catch (IOException e) {
      throw Failures.unreadable(file.toString(), e);
    }
  }

  /** Reads what every model file has. */
  static ModelArchive read(ArchiveReader reader, Path file, Map<String, byte[]> extras)
      throws IOException {
    ObjectNode model = unversioned(reader, file + ", " + MODEL);
    Map<String, NDArray> weights = reader.tensors(WEIGHTS).tensors();
    Optional<ObjectNode> preprocessing =
        reader.has(PREPROCESSING) ? Optional.of(reader.json(PREPROCESSING)) : Optional.empty();
    return new ModelArchive(model, weights, preprocessing, reader.json(PROVENANCE), extras);
  }

  private static ObjectNode unversioned(ArchiveReader reader, String where) throws IOException {
    ObjectNode json = reader.json(MODEL);
    JsonNode format = json.path(FORMAT_KEY);
    if (!format.isString() || !format.stringValue().equals(FORMAT)) {
      throw Failures.foreign(
          where, "the format " + FORMAT, format.toString(), "give a file that Neurite saved");
    }
    JsonNode version = json.path(VERSION_KEY);
    if (!version.isInt() || version.intValue() < 1) {
      throw Failures.damaged(where, VERSION_KEY + " of at least 1", version.toString());
    }
    if (version.intValue() > FORMAT_VERSION) {
      throw new ModelFormatException(
          Problem.of(ErrorCode.MODEL_FILE_VERSION)
              .at(where)
              .expected(VERSION_KEY + " up to " + FORMAT_VERSION)
              .found(version.toString())
              .mend("load it with a newer release of Neurite"));
    }
    if (version.intValue() >= FIRST_WITH_MANIFEST && !reader.hasManifest()) {
      throw Failures.damaged(where, "the entry " + Manifest.NAME + " in the file", "none");
    }
    json.remove(FORMAT_KEY);
    json.remove(VERSION_KEY);
    return json;
  }
}
