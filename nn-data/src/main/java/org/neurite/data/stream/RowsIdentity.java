package org.neurite.data.stream;

import java.util.Optional;
import org.neurite.data.csv.TableStream;

/**
 * What tells the rows of a stream from others: known when it is made, or learnt by the first pass
 * that comes to the end. Thread-safe.
 */
final class RowsIdentity {
  private final TableStream stream;
  private volatile String known;

  /** Not known yet. */
  RowsIdentity(TableStream stream) {
    this(stream, "");
  }

  RowsIdentity(TableStream stream, String known) {
    this.stream = stream;
    this.known = known;
  }

  /** For a pass that is about to begin: what it adds its rows to; empty if nobody needs it. */
  Optional<RowsFingerprint> observer() {
    return known.isEmpty() ? Optional.of(new RowsFingerprint()) : Optional.empty();
  }

  /** Told by an observer at the end of all rows. */
  void learn(RowsFingerprint whole) {
    known = whole.hex();
  }

  /** The text; takes a pass of its own where none has come to the end. */
  String text() {
    if (known.isEmpty()) {
      known = StreamedData.pass(stream, piece -> {});
    }
    return known;
  }
}
