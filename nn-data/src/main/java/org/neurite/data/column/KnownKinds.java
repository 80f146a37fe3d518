package org.neurite.data.column;

import java.util.Map;
import org.neurite.api.component.DataSource;

/** Rows of a source that knows what its columns are, so that nothing need be guessed. */
public interface KnownKinds extends DataSource.Rows {
  /**
   * What the columns are.
   *
   * @return kinds by column name; one that is not there is inferred
   */
  Map<String, Kind> kinds();
}
