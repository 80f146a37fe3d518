package org.neurite.core.train;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.core.model.Model;

/**
 * Prepares batches on a thread of its own, several at a time so that small batches are not slower
 * for being handed over. Epochs follow each other without a pause.
 */
final class Prefetcher implements AutoCloseable {
  private static final int ELEMENTS_PER_CHUNK = 1 << 16;
  private static final int MAX_BATCHES = 64;

  /** Some batches of one epoch. */
  static final class Chunk {
    private final Batch[] batches;
    private final int[] counts;
    private int size;
    private boolean last;
    private Optional<Throwable> failure = Optional.empty();

    private Chunk() {
      this.batches = new Batch[0];
      this.counts = new int[0];
    }

    private Chunk(Dataset data, int batchSize, int batches) {
      this.batches = new Batch[batches];
      this.counts = new int[batches];
      for (int i = 0; i < batches; i++) {
        this.batches[i] = new Batch(batchSize, data.inputShape(), data.targetType());
      }
    }

    int size() {
      return size;
    }

    Batch batch(int i) {
      return batches[i];
    }

    int count(int i) {
      return counts[i];
    }

    /** Whether the epoch ends with this chunk. */
    boolean isLast() {
      return last;
    }
  }

  /** What is done to a batch before it is handed over. */
  @FunctionalInterface
  interface Preparation {
    void prepare(Batch batch, int count);
  }

  private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(2);
  private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(3);
  private final Chunk failed = new Chunk();
  private final Dataset data;
  private final Preparation preparation;
  private final long seed;
  private final int epochs;
  private final Position start;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins to read.
   *
   * @param start where: in the middle of an epoch, its first batches are read and dropped
   */
  Prefetcher(
      Dataset data, int batchSize, int epochs, long seed, Position start, Preparation preparation) {
    this.data = data;
    this.preparation = preparation;
    this.seed = seed;
    this.epochs = epochs;
    this.start = start;
    long elements = Math.max(1, batchSize * data.inputShape().elements(1));
    int batches = (int) Math.max(1, Math.min(MAX_BATCHES, ELEMENTS_PER_CHUNK / elements));
    free.add(new Chunk(data, batchSize, batches));
    free.add(new Chunk(data, batchSize, batches));
    this.thread = new Thread(this::work, "neurite-data");
    thread.setDaemon(true);
    thread.start();
  }

  /** The next chunk; the caller gives it back. */
  Chunk take() {
    try {
      Chunk chunk = full.take();
      if (chunk.failure.isPresent()) {
        throw rethrown(chunk.failure.get());
      }
      return chunk;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("training was interrupted");
    }
  }

  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      return exception;
    }
    return new DataException(
        Problem.of(ErrorCode.DATA_UNREADABLE)
            .at("training data")
            .expected("data that can be read")
            .found(failure.toString()),
        failure);
  }

  void giveBack(Chunk chunk) {
    free.add(chunk);
  }

  private void work() {
    try {
      int first = start.epoch() - 1;
      for (int epoch = first; epoch < epochs; epoch++) {
        readEpoch(epoch, epoch == first ? start.batches() : 0);
      }
    } catch (Throwable e) { // whatever a data set throws must reach the waiting trainer
      if (!closed) {
        failed.failure = Optional.of(e);
        boolean handed = full.offer(failed);
        assert handed : "room for both chunks and the failure";
      }
    }
  }

  private void readEpoch(int epoch, long done) throws InterruptedException {
    boolean last = false;
    Chunk chunk = free.take();
    try (Dataset.Reader reader = data.read(Optional.of(Model.random(seed, "shuffle", epoch)))) {
      skip(reader, done, chunk.batch(0));
      while (!last) {
        last = fill(chunk, reader);
        full.put(chunk);
        chunk = last ? chunk : free.take();
      }
    }
  }

  private static void skip(Dataset.Reader reader, long batches, Batch into) {
    for (long i = 0; i < batches; i++) {
      if (reader.next(into) == 0) {
        throw CheckpointCodec.mismatch(
            "data", "at least " + batches + " batches in an epoch", i + " batches");
      }
    }
  }

  private boolean fill(Chunk chunk, Dataset.Reader reader) {
    chunk.size = 0;
    while (chunk.size < chunk.batches.length) {
      Batch batch = chunk.batches[chunk.size];
      int count = reader.next(batch);
      if (count == 0) {
        chunk.last = true;
        return true;
      }
      preparation.prepare(batch, count);
      chunk.counts[chunk.size++] = count;
    }
    chunk.last = false;
    return false;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
