package org.neurite.examples.files;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neurite.api.ComponentException;
import org.neurite.api.ModelFormatException;
import org.neurite.api.component.Layer;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.file.CheckpointArchive;
import org.neurite.core.file.ModelArchive;
import org.neurite.core.file.Safetensors;
import org.neurite.core.file.SafetensorsFile;
import org.neurite.core.train.Trained;
import org.neurite.data.preprocess.Preprocessing;

/**
 * Reads mutated files one after the other, in a JVM of little memory. A file is either refused by a
 * {@link ModelFormatException} or loads; if only its bytes were damaged, it may load only if all
 * that is in it is what was saved.
 */
final class ModelFileFuzz {
  private static final long LONGEST_NANOS = 1_000_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Neurite neurite;
  private final Path folder;
  private final List<byte[]> bases;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private long slowestCpu;
  private long slowestSeed;
  private long slowest;
  private int faults;

  private ModelFileFuzz(Neurite neurite, Path folder, List<byte[]> bases) {
    this.neurite = neurite;
    this.folder = folder;
    this.bases = bases;
  }

  /**
   * Runs.
   *
   * @param args folder of files to mutate, empty folder to write to, first seed, number of files
   */
  public static void main(String[] args) throws IOException {
    List<byte[]> bases;
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      bases = files.sorted().map(ModelFileFuzz::bytes).toList();
    }
    long first = Long.parseLong(args[2]);
    long count = Long.parseLong(args[3]);
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      lookForAPlugin(neurite);
      ModelFileFuzz fuzz = new ModelFileFuzz(neurite, Path.of(args[1]), bases);
      for (long seed = first; seed < first + count; seed++) {
        fuzz.round(seed);
      }
      System.out.printf(
          "%d files: %s; slowest %d ms of processor time (seed %d), %d ms by the clock; %d"
              + " faults%n",
          count,
          fuzz.outcomes,
          fuzz.slowestCpu / 1_000_000,
          fuzz.slowestSeed,
          fuzz.slowest / 1_000_000,
          fuzz.faults);
    }
  }

  /**
   * The first component that is missing has the jars of the class path searched for where it may
   * be. That takes as long as there are jars, whatever the file.
   */
  private static void lookForAPlugin(Neurite neurite) {
    try {
      neurite.environment().codec().parse(Layer.class, "acme:thing");
      throw new IllegalStateException("nobody has that");
    } catch (ComponentException expected) {
      // found nowhere
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isZip(byte[] file) {
    return file[0] == 'P' && file[1] == 'K';
  }

  private void round(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] base = bases.get(random.nextInt(bases.size()));
    boolean damaged = random.nextBoolean();
    byte[] mutated =
        damaged
            ? ByteMutations.mutate(base, random)
            : isZip(base)
                ? EntryMutations.mutate(base, random)
                : EntryMutations.tensors(base, random);
    Path file = folder.resolve(isZip(base) ? "m.nn" : "m.safetensors");
    Files.write(file, mutated);
    long clock = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    String outcome;
    try {
      if (isZip(base)) {
        load(file);
      } else {
        loadTensors(file);
      }
      outcome = "loaded";
    } catch (ModelFormatException e) {
      outcome = e.code().code();
    } catch (Throwable e) { // an OutOfMemoryError, too, is what must not happen
      outcome = "fault";
      fault(seed, e.toString() + at(e));
    }
    cpu = THREADS.getCurrentThreadCpuTime() - cpu;
    clock = System.nanoTime() - clock;
    if (cpu > slowestCpu) {
      slowestCpu = cpu;
      slowestSeed = seed;
    }
    slowest = Math.max(slowest, clock);
    if (cpu > LONGEST_NANOS) {
      fault(seed, "took " + cpu / 1_000_000 + " ms");
    }
    if (outcome.equals("loaded") && damaged && hasManifest(base)) {
      outcome = "loaded unchanged";
      if (!isSame(base, file)) {
        fault(seed, "loaded, but not what was saved");
      }
    }
    outcomes.merge(outcome, 1, Integer::sum);
    Files.delete(file);
  }

  private static String at(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return Stream.of(trace).limit(6).map(frame -> "\n    " + frame).reduce("", String::concat);
  }

  private void fault(long seed, String what) {
    if (faults++ < 40) {
      System.out.println("seed " + seed + ": " + what);
    }
  }

  /** All that is read of a model file. */
  private void load(Path file) {
    Trained trained = neurite.load(file);
    trained.preprocessing().ifPresent(Preprocessing::fromJson);
    if (trained.model().name().equals("line")) { // that of the checkpoint
      CheckpointArchive.read(file);
    }
  }

  private static void loadTensors(Path file) {
    Safetensors.read(file);
    try (SafetensorsFile mapped = SafetensorsFile.open(file)) {
      mapped.types().keySet().forEach(mapped::read);
    }
  }

  private static boolean hasManifest(byte[] base) {
    return isZip(base) && EntryMutations.entries(base).containsKey("manifest.json");
  }

  private boolean isSame(byte[] base, Path file) throws IOException {
    Path original = Files.write(folder.resolve("original.nn"), base);
    ModelArchive a = ModelArchive.read(original);
    ModelArchive b = ModelArchive.read(file);
    Files.delete(original);
    Optional<String> extras =
        a.extras().keySet().stream()
            .filter(k -> !java.util.Arrays.equals(a.extras().get(k), b.extras().get(k)))
            .findFirst();
    return a.model().equals(b.model())
        && a.weights().equals(b.weights())
        && a.preprocessing().equals(b.preprocessing())
        && a.provenance().equals(b.provenance())
        && extras.isEmpty()
        && a.extras().size() == b.extras().size();
  }
}
