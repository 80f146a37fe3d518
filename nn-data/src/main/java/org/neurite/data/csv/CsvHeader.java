package org.neurite.data.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/** Reads the names of the columns, strictly: a wrong header spoils everything after it. */
final class CsvHeader {
  private static final String OTHER_DELIMITERS = ",;\t|";

  private final Path file;
  private final char delimiter;

  CsvHeader(Path file, char delimiter) {
    this.file = file;
    this.delimiter = delimiter;
  }

  List<String> names(CsvRow row) {
    List<String> names = new ArrayList<>();
    for (int field = 0; field < row.fields(); field++) {
      names.add(row.text(field));
    }
    requireSeparated(names, row.line());
    requireText(row);
    requireDistinct(names, row.line());
    return names;
  }

  private void requireSeparated(List<String> names, long line) {
    if (names.size() > 1) {
      return;
    }
    String only = names.get(0);
    for (int i = 0; i < OTHER_DELIMITERS.length(); i++) {
      char other = OTHER_DELIMITERS.charAt(i);
      if (other != delimiter && only.indexOf(other) > 0) {
        throw malformed(
            line,
            "names separated by " + show(delimiter),
            "one name with " + show(other) + " in it",
            "state the delimiter " + show(other));
      }
    }
  }

  private void requireText(CsvRow row) {
    for (int field = 0; field < row.fields(); field++) {
      if (Double.isNaN(Decimal.parse(row.characters(), row.from(field), row.to(field)))) {
        return;
      }
    }
    throw malformed(
        row.line(),
        "a header with the names of the columns",
        "numbers only",
        "add a first line with names");
  }

  private void requireDistinct(List<String> names, long line) {
    for (int field = 0; field < names.size(); field++) {
      String name = names.get(field);
      int first = names.indexOf(name);
      if (name.isEmpty()) {
        throw malformed(line, "a name for column " + (field + 1), "none", "");
      }
      if (first < field) {
        throw malformed(
            line,
            "different names",
            "'" + name + "' for columns " + (first + 1) + " and " + (field + 1),
            "rename one of them");
      }
    }
  }

  private static String show(char delimiter) {
    return delimiter == '\t' ? "a tab" : "'" + delimiter + "'";
  }

  private DataException malformed(long line, String expected, String found, String remedy) {
    return new DataException(
        Problem.of(ErrorCode.DATA_MALFORMED)
            .at(file + ":" + line)
            .expected(expected)
            .found(found)
            .mend(remedy));
  }
}
