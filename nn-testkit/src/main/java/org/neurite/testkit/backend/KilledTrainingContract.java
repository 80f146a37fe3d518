package org.neurite.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.core.Neurite;
import org.neurite.core.file.CheckpointArchive;

/**
 * Whatever ends a process, the newest checkpoint is whole, and a training that goes on from it ends
 * with the same bytes as one that was never interrupted. Inherit it and name the backend, as with
 * {@link BackendContract}:
 *
 * <pre>{@code
 * class MyKilledTrainingTest extends KilledTrainingContract {
 *   @Override
 *   protected String backend() {
 *     return "mine";
 *   }
 * }
 * }</pre>
 *
 * <p>Processes with a training of 400 steps, which writes a checkpoint after each, are killed after
 * random times until {@code -Dneurite.kills=N} of them were, ten unless stated, and at least one
 * while it wrote. They are JVMs with this one's class path and with its system properties whose
 * names begin with {@code neurite.}.
 */
public abstract class KilledTrainingContract {
  private static final int KILLS = Integer.getInteger("neurite.kills", 10);

  /** Kills of which, beyond all chance, one must have hit a write. */
  private static final int MOST_KILLS = KILLS + 200;

  private static final String NAME = "checkpoint-\\d{12}\\.nn";
  private static final int MOST_MILLIS = 400;

  @TempDir private Path folder;
  private TrainingProcesses processes;
  private Path checkpoints;
  private Path model;

  /** Made for inheritance. */
  protected KilledTrainingContract() {}

  /**
   * What trains.
   *
   * @return the provider's name, for instance {@code jvm}
   */
  protected abstract String backend();

  @BeforeEach
  final void begin() {
    checkpoints = folder.resolve("checkpoints");
    model = folder.resolve("model.nn");
    processes = new TrainingProcesses(backend(), checkpoints, model, folder.resolve("output.txt"));
  }

  @AfterEach
  final void end() {
    processes.close();
  }

  private byte[] uninterrupted() throws IOException {
    Path file = folder.resolve("expected.nn");
    try (Neurite neurite = LongTraining.neurite(backend())) {
      LongTraining.train(neurite, Optional.empty(), (epoch, step, samples, loss) -> {}).save(file);
    }
    return Files.readAllBytes(file);
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(checkpoints)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.sorted().toList();
    }
  }

  private List<Path> whole() throws IOException {
    return files().stream().filter(f -> f.getFileName().toString().matches(NAME)).toList();
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.delete(model);
  }

  /** A process that came to its end left the model, two checkpoints, and nothing else. */
  private void ended(byte[] expected) throws IOException {
    assertEquals(0, processes.exitCode(), processes::output);
    assertArrayEquals(expected, Files.readAllBytes(model));
    assertEquals(2, files().size(), () -> "files are left: " + checkpoints);
    assertEquals(2, whole().size());
    clear();
  }

  /** Nothing that was there when it began was damaged; all that is there now is whole. */
  private void killed() throws IOException {
    assertFalse(processes.output().contains("Exception"), processes::output);
    assertFalse(processes.output().contains("damaged"), processes::output);
    whole().forEach(CheckpointArchive::read);
  }

  @Test
  final void killedAtAnyInstantItEndsWithTheSameBytes() throws IOException, InterruptedException {
    byte[] expected = uninterrupted();
    Random random = new Random(6);
    int kills = 0;
    int midWrite = 0;
    int ends = 0;
    while (kills < KILLS || midWrite == 0 || ends == 0) {
      assertTrue(kills < MOST_KILLS, () -> "no kill hit a write, or none of them ended");
      processes.start(0);
      boolean enough = kills >= KILLS && midWrite > 0;
      if (enough || processes.endsWithin(random.nextInt(4) > 0, random.nextInt(MOST_MILLIS))) {
        processes.await();
        ended(expected);
        ends++;
      } else {
        processes.kill();
        killed();
        midWrite += files().size() > whole().size() ? 1 : 0;
        kills++;
      }
    }
    System.out.printf(
        "%s: %d kills, %d of them while writing, %d trainings ended%n",
        backend(), kills, midWrite, ends);
  }

  /** A limit on the size of files does to a process what a full disk does. */
  @Test
  @EnabledOnOs(OS.LINUX)
  final void onAFullDiskItGoesOnAndOlderCheckpointsStay() throws IOException, InterruptedException {
    byte[] expected = uninterrupted();
    processes.start(50);
    processes.await();
    assertEquals(LongTraining.HALTED, processes.exitCode(), processes::output);
    List<Path> before = whole();
    assertEquals(2, before.size());

    processes.startWithFilesUpTo(1);
    processes.await();
    assertTrue(processes.output().contains(LongTraining.TRAINED), processes::output);
    assertTrue(processes.output().contains("NN-1603"), processes::output);
    assertFalse(Files.exists(model));
    assertEquals(before, files());

    processes.start(0);
    processes.await();
    ended(expected);
  }
}
