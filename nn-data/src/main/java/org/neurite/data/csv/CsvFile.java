package org.neurite.data.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.Kind;

/** One pass over a file. */
final class CsvFile implements RowCursor {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path path;
  private final CsvRow row = new CsvRow();
  private final CsvReader<CsvRow> reader;
  private final Iterator<CsvRow> rows;
  private final List<String> columns;
  private boolean isEmpty = true;

  private CsvFile(Path path, char delimiter) {
    this.path = path;
    this.reader = located(() -> reader(delimiter));
    try {
      this.rows = located(reader::iterator);
      if (!located(rows::hasNext)) {
        throw malformed(1, "a header and rows of values", "an empty file");
      }
      this.columns = new CsvHeader(path, delimiter).names(located(rows::next));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static Source source(Path path, CsvOptions options) {
    return new Source() {
      @Override
      public String name() {
        return path.toString();
      }

      @Override
      public RowCursor open() {
        return new CsvFile(path, options.delimiter());
      }
    };
  }

  private CsvReader<CsvRow> reader(char delimiter) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .build(row, text());
  }

  private Reader text() {
    try {
      if (Files.isDirectory(path)) {
        throw new IOException("a directory");
      }
      Reader text = Files.newBufferedReader(path);
      try {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
          text.reset();
        }
        return text;
      } catch (IOException e) {
        text.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Map<String, Kind> kinds() {
    return Map.of();
  }

  @Override
  public boolean next() {
    if (!located(rows::hasNext)) {
      if (isEmpty) {
        throw malformed(2, "at least one row of values", "a header only");
      }
      return false;
    }
    isEmpty = false;
    located(rows::next);
    if (row.fields() != columns.size()) {
      throw malformed(
          row.line(),
          columns.size() + " fields, as many as the header has",
          row.fields() + " fields");
    }
    return true;
  }

  @Override
  public CsvRow row() {
    return row;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private <T> T located(Supplier<T> action) {
    try {
      return action.get();
    } catch (CsvParseException e) {
      throw malformed(row.line(), "fields quoted as in RFC 4180, every quote closed", reason(e));
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    }
  }

  private DataException malformed(long line, String expected, String found) {
    return new DataException(
        Problem.of(ErrorCode.DATA_MALFORMED).at(path + ":" + line).expected(expected).found(found));
  }

  private DataException unreadable(IOException e) {
    if (e instanceof CharacterCodingException) {
      return malformed(row.line() + 1, "text in UTF-8", "bytes that are none, here or further on");
    }
    String found =
        e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
    return new DataException(
        Problem.of(ErrorCode.DATA_UNREADABLE)
            .at(path.toString())
            .expected("a CSV file that can be read")
            .found(found)
            .mend("check the name, the folder and the permission to read"),
        e);
  }

  private static String reason(CsvParseException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf(" (record");
    String reason = end < 0 ? message : message.substring(0, end);
    return Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
  }
}
