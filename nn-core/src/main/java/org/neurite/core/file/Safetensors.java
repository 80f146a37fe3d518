package org.neurite.core.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;

/**
 * Named arrays in the safetensors format (Hugging Face, 2022): the length of a JSON header as 8
 * little-endian bytes, the header, then all data, row-major and little-endian, without gaps.
 *
 * <p>Written arrays stand in the map's order, so that equal content gives equal bytes. Read are the
 * element types F32, F64, I32 and BOOL, and those that become one of them: F16, BF16, I64, I16, I8,
 * U8.
 *
 * @param tensors the arrays by name, in order
 * @param metadata free texts by name
 */
public record Safetensors(Map<String, NDArray> tensors, Map<String, String> metadata) {

  /** Copies the maps and checks the names. */
  public Safetensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    if (tensors.containsKey(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException("no name for an array: " + SafetensorsHeader.METADATA);
    }
  }

  /**
   * Arrays without metadata.
   *
   * @param tensors the arrays by name, in order
   */
  public Safetensors(Map<String, NDArray> tensors) {
    this(tensors, Map.of());
  }

  /**
   * Writes everything.
   *
   * @param out receives the bytes; stays open
   * @throws IOException if it fails
   */
  public void write(OutputStream out) throws IOException {
    byte[] header = SafetensorsHeader.write(tensors, metadata);
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    out.write(header);
    for (NDArray array : tensors.values()) {
      TensorBytes.write(array, out);
    }
  }

  /**
   * Writes a file, atomically.
   *
   * @param file where to
   * @throws ModelFormatException with {@code NN-1603} if it cannot be written
   */
  public void write(Path file) {
    Failures.writing(file, this::write);
  }

  /**
   * Everything in memory, for instance as an entry of a {@link ModelArchive}.
   *
   * @return the bytes of a file
   */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Reads from memory.
   *
   * @param bytes the bytes of a file
   * @param where what messages call the source
   * @return the arrays, in the order of their data
   * @throws ModelFormatException with {@code NN-1601} if the bytes break the format
   */
  public static Safetensors read(byte[] bytes, String where) {
    try {
      return read(new ByteArrayInputStream(bytes), bytes.length, where);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @param file which
   * @return the arrays, in the order of their data
   * @throws ModelFormatException with {@code NN-1601} if it cannot be read or breaks the format
   */
  public static Safetensors read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in, Files.size(file), file.toString());
    } catch (IOException e) {
      throw Failures.unreadable(file.toString(), e);
    }
  }

  /**
   * Reads from a stream.
   *
   * @param in the bytes; stays open
   * @param size how many there are
   * @param where what messages call the source
   * @return the arrays, in the order of their data
   * @throws IOException if reading fails
   * @throws ModelFormatException with {@code NN-1601} if the bytes break the format
   */
  public static Safetensors read(InputStream in, long size, String where) throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(in, size, where);
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    for (SafetensorsHeader.Entry entry : header.entries()) {
      tensors.put(entry.name(), TensorBytes.read(in, entry, where));
    }
    if (in.read() >= 0) {
      throw Failures.damaged(where, size + " bytes", "more");
    }
    return new Safetensors(tensors, header.metadata());
  }
}
