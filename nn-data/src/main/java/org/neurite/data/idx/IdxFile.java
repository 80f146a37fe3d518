package org.neurite.data.idx;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/** One IDX file being read: big-endian header, then bytes. */
final class IdxFile implements AutoCloseable {
  private static final int UNSIGNED_BYTES = 0x08;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final InputStream in;

  private IdxFile(Path path, InputStream in) {
    this.path = path;
    this.in = in;
  }

  static IdxFile open(Path path) {
    try {
      if (Files.isDirectory(path)) {
        throw new IOException("a directory");
      }
      return new IdxFile(path, unpacked(Files.newInputStream(path)));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static InputStream unpacked(InputStream file) throws IOException {
    try {
      InputStream in = new BufferedInputStream(file, BUFFER);
      in.mark(2);
      int magic = in.read() << 8 | in.read();
      in.reset();
      return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Reads the header of bytes in so many dimensions and returns their sizes. */
  int[] header(int dimensions) {
    int magic = integer("a magic number");
    int expected = UNSIGNED_BYTES << 8 | dimensions;
    if (magic != expected) {
      throw malformed(
          "magic number " + expected + " (unsigned bytes in " + dimensions + " dimensions)",
          "magic number " + magic);
    }
    int[] sizes = new int[dimensions];
    long product = 1;
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = integer("the size of dimension " + (i + 1));
      if (sizes[i] <= 0) {
        throw malformed("a size of at least 1 in dimension " + (i + 1), Integer.toString(sizes[i]));
      }
      product *= sizes[i];
      if (product > Integer.MAX_VALUE - 8) {
        throw malformed("at most 2 GiB of values", "sizes that come to more");
      }
    }
    return sizes;
  }

  /** Reads all values, and checks that nothing follows. */
  byte[] bytes(int[] sizes) {
    long count = 1;
    for (int size : sizes) {
      count *= size;
    }
    try {
      byte[] values = in.readNBytes(Math.toIntExact(count));
      if (values.length < count) {
        throw malformed(count + " values, as the header says", "only " + values.length);
      }
      if (in.read() >= 0) {
        throw malformed(count + " values, as the header says", "more bytes after them");
      }
      return values;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private int integer(String what) {
    try {
      byte[] four = in.readNBytes(4);
      if (four.length < 4) {
        throw malformed(what + " of 4 bytes", "the end of the file");
      }
      return (four[0] & 255) << 24 | (four[1] & 255) << 16 | (four[2] & 255) << 8 | four[3] & 255;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private DataException broken(IOException e) {
    if (e instanceof EOFException) {
      return malformed("a whole gzip file", "one that is cut short");
    }
    if (e instanceof ZipException) {
      return malformed("a sound gzip file", String.valueOf(e.getMessage()));
    }
    return unreadable(path, e);
  }

  private DataException malformed(String expected, String found) {
    return new DataException(
        Problem.of(ErrorCode.DATA_MALFORMED)
            .at(path.toString())
            .expected(expected)
            .found(found)
            .mend("fetch the file again"));
  }

  private static DataException unreadable(Path path, IOException e) {
    boolean isAbsent = e instanceof NoSuchFileException;
    return new DataException(
        Problem.of(ErrorCode.DATA_UNREADABLE)
            .at(path.toString())
            .expected("an IDX file that can be read")
            .found(isAbsent ? "no such file" : String.valueOf(e.getMessage()))
            .mend("check the name, the folder and the permission to read"),
        e);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }
}
