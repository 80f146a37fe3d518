package org.neurite.data.stream;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.random.RandomStream;
import org.neurite.data.Schema;
import org.neurite.data.Split;
import org.neurite.data.Table;
import org.neurite.data.TabularData;
import org.neurite.data.csv.TableStream;
import org.neurite.data.preprocess.Encoding;
import org.neurite.data.preprocess.TableFitter;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Task;

/**
 * A table larger than memory that says what is to be learnt from what. One pass learns the
 * preprocessing; each epoch is another pass, in which rows are shuffled in a buffer. Memory is that
 * of the buffer and of {@value #PIECE} rows, however many there are. Immutable.
 *
 * <pre>{@code
 * StreamedData sales = StreamedData.of(Csv.stream(Path.of("sales.csv")), "amount");
 * Trained trained = trainer.fit(sales.split(0.95));
 * }</pre>
 */
public final class StreamedData {
  /** How many rows a shuffle buffer holds without a choice. */
  public static final int BUFFER = 65_536;

  /** How many rows are read at a time. */
  public static final int PIECE = 2_048;

  private final TableStream stream;
  private final TabularData head;
  private final int buffer;

  private StreamedData(TableStream stream, TabularData head, int buffer) {
    this.stream = stream;
    this.head = head;
    this.buffer = buffer;
  }

  /**
   * Says what is to be learnt. Task and usability of the columns are judged by the rows that come
   * first.
   *
   * @param stream the rows
   * @param target the target's column
   * @return data to train on
   * @throws DataException as {@link Table#target(String)}
   */
  public static StreamedData of(TableStream stream, String target) {
    return new StreamedData(stream, stream.head().target(target), BUFFER);
  }

  /**
   * Says what is to be learnt, and how.
   *
   * @param stream the rows
   * @param target the target's column
   * @param task a number or classes
   * @return data to train on
   * @throws DataException as {@link Table#target(String, Task)}
   */
  public static StreamedData of(TableStream stream, String target, Task task) {
    return new StreamedData(stream, stream.head().target(target, task), BUFFER);
  }

  /**
   * Chooses how a column is encoded.
   *
   * @param column a feature's name
   * @param encoding how it becomes inputs
   * @return changed data
   * @throws DataException as {@link TabularData#encode}
   */
  public StreamedData encode(String column, Encoding encoding) {
    return new StreamedData(stream, head.encode(column, encoding), buffer);
  }

  /**
   * How well rows are mixed: each is drawn from so many. A source in no order of its own needs few;
   * one sorted by class or time needs more than a run of equals is long.
   *
   * @param rows from 1, which leaves the order as it is, to {@value ShuffleBuffer#MOST}
   * @return changed data
   * @throws DataException with {@code NN-1404} for any other number
   */
  public StreamedData shuffleBuffer(int rows) {
    if (rows < 1 || rows > ShuffleBuffer.MOST) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("shuffle buffer")
              .expected("from 1 to " + ShuffleBuffer.MOST + " rows")
              .found(Integer.toString(rows)));
    }
    return new StreamedData(stream, head, rows);
  }

  /**
   * What is to be learnt.
   *
   * @return stated or inferred
   */
  public Task task() {
    return head.task();
  }

  /**
   * All columns, with what they are for, as the rows that come first show them.
   *
   * @return the schema
   */
  public Schema schema() {
    return head.schema();
  }

  /**
   * Divides the rows at random, with seed {@value TabularData#DEFAULT_SEED}.
   *
   * @param trainFraction how many of the rows to train on, above 0 and at most 1
   * @return rows to train on, and to validate on
   * @throws DataException as {@link #split(double, long)}
   */
  public Split split(double trainFraction) {
    return split(trainFraction, TabularData.DEFAULT_SEED);
  }

  /**
   * Divides the rows at random: each is drawn by itself, by its number in the stream, so that the
   * parts are about as large as stated and the same in every pass. Reads all rows once to learn the
   * preprocessing from those for training.
   *
   * @param trainFraction how many of the rows to train on, above 0 and at most 1
   * @param seed of the random numbers
   * @return rows to train on, and to validate on unless the fraction is 1
   * @throws DataException with {@code NN-1706} if either part would be empty, or whatever a row has
   *     wrong
   */
  public Split split(double trainFraction, long seed) {
    if (!(trainFraction > 0 && trainFraction <= 1)) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("training fraction")
              .expected("a number above 0 and at most 1")
              .found(Double.toString(trainFraction)));
    }
    LongPredicate training = trainFraction == 1 ? row -> true : drawn(trainFraction, seed);
    TableFitter fitter = head.fitter();
    String rows = pass(stream, piece -> learn(fitter, training, piece));
    if (fitter.trainingRows() == 0 || (trainFraction < 1 && fitter.otherRows() == 0)) {
      throw new DataException(
          Problem.of(ErrorCode.TOO_FEW_ROWS)
              .at(stream.source())
              .expected("rows to train on and rows to validate on")
              .found(fitter.trainingRows() + " and " + fitter.otherRows() + " rows")
              .mend("give more rows, or validate on none"));
    }
    TablePreprocessing preprocessing = fitter.fit();
    String division = rows + " " + trainFraction + " " + seed;
    StreamedDataset train =
        new StreamedDataset(
            stream,
            preprocessing,
            training,
            fitter.trainingRows(),
            buffer,
            new RowsIdentity(stream, division));
    Optional<StreamedDataset> validation =
        trainFraction == 1
            ? Optional.empty()
            : Optional.of(
                new StreamedDataset(
                    stream,
                    preprocessing,
                    training.negate(),
                    fitter.otherRows(),
                    buffer,
                    new RowsIdentity(stream, division + " held")));
    return new Split(train, validation.map(data -> data), preprocessing);
  }

  private static LongPredicate drawn(double fraction, long seed) {
    RandomStream random = new RandomStream(seed, RandomStream.nodeKey("split"), 0);
    return row -> random.uniformAt(row) < fraction;
  }

  private void learn(TableFitter fitter, LongPredicate training, Table piece) {
    long first = fitter.trainingRows() + fitter.otherRows();
    piece.requireTargets(piece.column(head.target().name()));
    fitter.add(piece.columns(), rows(training, first, piece.rows()));
  }

  /** One pass over all rows; gives what tells them from others. */
  static String pass(TableStream stream, Consumer<Table> learner) {
    RowsFingerprint fingerprint = new RowsFingerprint();
    try (TableStream.Pieces pieces = stream.pieces(PIECE)) {
      for (Optional<Table> next = pieces.next(); next.isPresent(); next = pieces.next()) {
        learner.accept(next.get());
        fingerprint.add(next.get());
      }
    }
    return fingerprint.hex();
  }

  static int[] rows(LongPredicate chosen, long first, int count) {
    return IntStream.range(0, count).filter(row -> chosen.test(first + row)).toArray();
  }

  /**
   * All rows, encoded as a trained model wants them, in their own order unless a reader shuffles.
   *
   * @param stream the rows, with targets
   * @param preprocessing what was learnt from training rows
   * @return the rows; their number is not known before they are read
   */
  public static StreamedDataset dataset(TableStream stream, TablePreprocessing preprocessing) {
    return new StreamedDataset(
        stream, preprocessing, row -> true, -1, BUFFER, new RowsIdentity(stream));
  }

  /** Source, target and columns. */
  @Override
  public String toString() {
    return stream + ", learning " + task().name().toLowerCase(Locale.ROOT);
  }
}
