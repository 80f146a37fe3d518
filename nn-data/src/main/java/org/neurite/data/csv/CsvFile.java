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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.Table;
import org.neurite.data.column.Kind;

/** One file to be read: once, or twice if a column's kind was guessed wrong. */
final class CsvFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path path;
  private final CsvOptions options;
  private final CsvRow row = new CsvRow();
  private int[] lines = new int[64];
  private int rows;

  CsvFile(Path path, CsvOptions options) {
    this.path = path;
    this.options = options;
  }

  Table read() {
    List<ColumnReader> columns = pass(options);
    Map<String, Kind> revised = ColumnReader.revisions(columns);
    if (!revised.isEmpty()) {
      columns = pass(options.kinds(revised));
    }
    return Table.of(
        path.toString(),
        columns.stream().map(ColumnReader::column).toList(),
        Arrays.copyOf(lines, rows));
  }

  private List<ColumnReader> pass(CsvOptions kinds) {
    try (Reader text = open();
        CsvReader<CsvRow> reader = reader(text)) {
      return readAll(reader.iterator(), kinds);
    } catch (CsvParseException e) {
      throw malformed(row.line(), "fields quoted as in RFC 4180, every quote closed", reason(e));
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Reader open() throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("a directory");
    }
    Reader text = Files.newBufferedReader(path);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private CsvReader<CsvRow> reader(Reader text) {
    return CsvReader.builder()
        .fieldSeparator(options.delimiter())
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .build(row, text);
  }

  private List<ColumnReader> readAll(Iterator<CsvRow> iterator, CsvOptions kinds) {
    if (!iterator.hasNext()) {
      throw malformed(1, "a header and rows of values", "an empty file");
    }
    List<String> names = new CsvHeader(path, options.delimiter()).names(iterator.next());
    List<ColumnReader> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(new ColumnReader(path.toString(), name, columns.size(), kinds));
    }
    rows = 0;
    while (iterator.hasNext()) {
      addRow(iterator.next(), columns);
    }
    if (rows == 0) {
      throw malformed(2, "at least one row of values", "a header only");
    }
    return columns;
  }

  private void addRow(CsvRow values, List<ColumnReader> columns) {
    if (values.fields() != columns.size()) {
      throw malformed(
          values.line(),
          columns.size() + " fields, as many as the header has",
          values.fields() + " fields");
    }
    for (ColumnReader column : columns) {
      column.add(values);
    }
    if (rows == lines.length) {
      lines = Arrays.copyOf(lines, 2 * rows);
    }
    lines[rows++] = Math.toIntExact(values.line());
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
