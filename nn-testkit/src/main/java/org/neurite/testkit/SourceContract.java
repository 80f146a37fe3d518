package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.DataSource;

/**
 * What every data source must do. Inherit it and name a source that has something to read. Of long
 * sources, the first 1,000 rows are looked at.
 */
public abstract class SourceContract extends ComponentContract {
  private static final int ROWS = 1_000;

  /** Made for inheritance. */
  protected SourceContract() {}

  /**
   * What is tested.
   *
   * @return the source, with the settings to test
   */
  protected abstract DataSource source();

  @Override
  protected final Component component() {
    return source();
  }

  /** The header, then the rows. */
  private static List<List<String>> read(DataSource source) {
    try (DataSource.Rows rows = source.open()) {
      List<List<String>> all = new ArrayList<>(List.of(List.copyOf(rows.columns())));
      while (all.size() <= ROWS && rows.next()) {
        all.add(row(rows, all.size()));
      }
      return all;
    }
  }

  private static List<String> row(DataSource.Rows rows, int number) {
    List<String> row = new ArrayList<>();
    for (String column : rows.columns()) {
      String value = rows.value(row.size());
      assertNotNull(
          value,
          "null in row %d, column '%s'; what is missing is a blank text".formatted(number, column));
      row.add(value);
    }
    return row;
  }

  /** Targets and inputs are chosen by name. */
  @Test
  public void columnsHaveNamesOfTheirOwn() {
    List<String> columns = read(source()).get(0);
    assertFalse(columns.isEmpty(), "a source without columns");
    columns.forEach(name -> assertFalse(name.isBlank(), "a blank name among " + columns));
    assertEquals(columns.size(), new HashSet<>(columns).size(), "different names in " + columns);
  }

  /** Each value is a text; a source without rows cannot be learnt from. */
  @Test
  public void everyRowHasATextInEveryColumn() {
    assertFalse(read(source()).size() == 1, "no row to read");
  }

  /** Rows are read twice where the first pass shows that a column is another than it seemed. */
  @Test
  public void aSecondPassGivesTheSame() {
    DataSource source = source();
    assertEquals(read(source), read(source), "the rows of the second pass");
  }

  /** Passes share nothing that is changed. */
  @Test
  public void passesOnManyThreadsGiveTheSame() {
    DataSource source = source();
    List<List<String>> alone = read(source);
    for (List<List<String>> other : Threads.atOnce(4, () -> read(source))) {
      assertEquals(alone, other, "the rows of a pass beside others");
    }
  }

  /** Who asks once too often hears the same again. */
  @Test
  public void theEndStaysTheEnd() {
    try (DataSource.Rows rows = source().open()) {
      for (int i = 0; i < ROWS; i++) {
        if (!rows.next()) {
          assertFalse(rows.next(), "a row after the last one");
          return;
        }
      }
    }
  }

  /** A reader may have seen enough; closing twice does no harm. */
  @Test
  public void aPassMayBeLeftEarly() {
    DataSource source = source();
    List<List<String>> all = read(source);
    DataSource.Rows rows = source.open();
    rows.next();
    rows.close();
    rows.close();
    assertEquals(all, read(source), "the rows after a pass that was left");
  }
}
