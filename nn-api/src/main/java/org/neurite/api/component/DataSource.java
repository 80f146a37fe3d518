package org.neurite.api.component;

import java.util.List;
import org.neurite.api.API;

/**
 * Rows from anywhere: a file format, a database, a sensor. May be read any number of times, and is
 * read twice where the first pass shows that a column is another than it seemed.
 */
@API(API.Status.EXPERIMENTAL)
@FunctionalInterface
public interface DataSource extends Component {
  /**
   * Starts one pass over all rows.
   *
   * @return the rows, which the caller closes
   * @throws org.neurite.api.DataException if they cannot be read
   */
  Rows open();

  /** One pass. Used by one thread. */
  interface Rows extends AutoCloseable {
    /**
     * Names of the columns.
     *
     * @return at least one, all different
     */
    List<String> columns();

    /**
     * Goes on to the next row.
     *
     * @return false at the end
     * @throws org.neurite.api.DataException if it cannot be read
     */
    boolean next();

    /**
     * A value of the row.
     *
     * @param column which column, from 0
     * @return its text, numbers as in Java or CSV files; blank if it is missing
     */
    String value(int column);

    /** Frees what the pass holds. */
    @Override
    void close();
  }
}
