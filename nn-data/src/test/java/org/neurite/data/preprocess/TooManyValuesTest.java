package org.neurite.data.preprocess;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;

/** A stream of which every row has a value of its own ends before it fills the memory. */
class TooManyValuesTest {
  private static final int HALF = 60_000;

  private static List<Column> piece(int first) {
    return List.of(
        NumberColumn.of("x", new double[HALF]),
        CategoryColumn.of(
            "id", IntStream.range(first, first + HALF).mapToObj(Integer::toString).toList()));
  }

  private static TableFitter labels() {
    Map<String, Encoding> encodings = Map.of("x", Encoding.standard(Kind.NUMBER));
    return new TableFitter(encodings, "id", Kind.CATEGORY, Task.CLASSIFICATION, List.of());
  }

  @Test
  void labelsAreBounded() {
    TableFitter fitter = labels();
    fitter.add(piece(0), TablePreprocessing.allRows(HALF));
    assertThatThrownBy(() -> fitter.add(piece(HALF), TablePreprocessing.allRows(HALF)))
        .hasMessage(
            "NN-1705 at id: expected at most 100000 classes, found more. State another target, or"
                + " the task regression if these are numbers.");

    TableFitter one = labels();
    TableFitter other = labels();
    one.add(piece(0), TablePreprocessing.allRows(HALF));
    other.add(piece(HALF), TablePreprocessing.allRows(HALF));
    assertThatThrownBy(() -> one.merge(other)).hasMessageContaining("NN-1705 at id");
  }

  @Test
  void categoriesAreBounded() {
    Map<String, Encoding> encodings = Map.of("id", Encoding.standard(Kind.CATEGORY));
    TableFitter fitter = new TableFitter(encodings, "x", Kind.NUMBER, Task.REGRESSION, List.of());
    fitter.add(piece(0), TablePreprocessing.allRows(HALF));
    assertThatThrownBy(() -> fitter.add(piece(HALF), TablePreprocessing.allRows(HALF)))
        .hasMessage(
            "NN-1707 at id: expected at most 100000 different values, found more. Leave the column"
                + " out, or hash it.");
  }
}
