package org.neurite.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * A safetensors file of which only what is asked for is read, through a memory map: for files that
 * are larger than the memory, or of which few arrays are wanted. The header is read and checked
 * when the file is opened. Not thread-safe. The file must not be changed while it is open.
 */
public final class SafetensorsFile implements AutoCloseable {
  /** A map is at most 2 GiB long. */
  private static final int LONGEST_MAP = 1 << 30;

  private final String name;
  private final FileChannel channel;
  private final long dataBegin;
  private final Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> metadata;

  private SafetensorsFile(String name, FileChannel channel) throws IOException {
    this.name = name;
    this.channel = channel;
    long size = channel.size();
    SafetensorsHeader header = SafetensorsHeader.read(Channels.newInputStream(channel), size, name);
    this.dataBegin = channel.position();
    this.metadata = header.metadata();
    header.entries().forEach(entry -> entries.put(entry.name(), entry));
  }

  /**
   * Opens a file.
   *
   * @param file which
   * @return the file, which the caller closes
   * @throws ModelFormatException with {@code NN-1601} if it cannot be read or breaks the format
   */
  public static SafetensorsFile open(Path file) {
    String name = file.toString();
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return new SafetensorsFile(name, channel);
      } catch (IOException | ModelFormatException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw Failures.unreadable(name, e);
    }
  }

  /**
   * What is in the file.
   *
   * @return types by name, in the order of the data; a type is that of the array which {@link
   *     #read} gives
   */
  public Map<String, TensorType> types() {
    Map<String, TensorType> types = new LinkedHashMap<>();
    entries.forEach((array, entry) -> types.put(array, entry.type()));
    return types;
  }

  /**
   * Free texts.
   *
   * @return texts by name
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Reads one array.
   *
   * @param array its name, one of {@link #types}
   * @return a copy of it
   * @throws ModelFormatException with {@code NN-1601} if it is not there or cannot be read
   */
  public NDArray read(String array) {
    SafetensorsHeader.Entry entry = entries.get(array);
    if (entry == null) {
      throw Failures.foreign(
          name, "an array '" + array + "'", "none of that name", "ask for one of types()");
    }
    try {
      return TensorBytes.read(new Mapped(entry), entry, name);
    } catch (IOException e) {
      throw Failures.unreadable(name, e);
    }
  }

  /** Frees the file; its maps go with the garbage. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw Failures.unreadable(name, e);
    }
  }

  /** The bytes of one array, mapped in windows. */
  private final class Mapped implements TensorBytes.Source {
    private final long end;
    private long next;
    private ByteBuffer window = ByteBuffer.allocate(0);

    Mapped(SafetensorsHeader.Entry entry) {
      this.next = dataBegin + entry.begin();
      this.end = dataBegin + entry.end();
    }

    @Override
    public int read(byte[] into, int count) throws IOException {
      int done = 0;
      while (done < count && (window.hasRemaining() || next < end)) {
        if (!window.hasRemaining()) {
          long length = Math.min(LONGEST_MAP, end - next);
          window = channel.map(MapMode.READ_ONLY, next, length);
          next += length;
        }
        int part = Math.min(count - done, window.remaining());
        window.get(into, done, part);
        done += part;
      }
      return done;
    }
  }
}
