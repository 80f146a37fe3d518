package org.neurite.benchmarks.compare;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurite.benchmarks.ideal.IdealSubject;
import org.neurite.benchmarks.neurite.NeuriteSubject;

/**
 * How a subject is started: what its JVM is told, so that it is as fast as it can be.
 *
 * @param name by which users choose it
 * @param type class that implements {@link org.neurite.benchmarks.subject.Subject}
 * @param peer directory of the peer's module, or empty for what is on the class path anyway
 * @param java the oldest Java version it runs on
 * @param options of the JVM; {@code {threads}} stands for the number of threads
 * @param environment variables of the process, likewise; {@code {lib}} stands for the folder with
 *     the peer's libraries
 */
record SubjectSpec(
    String name,
    String type,
    Optional<String> peer,
    int java,
    List<String> options,
    Map<String, String> environment) {

  private static final int SMILES_JAVA = 25;
  private static final int OLDEST_JAVA = 17;
  private static final String PACKAGE = "org.neurite.benchmarks.";

  private static final String VECTORS = "jdk.incubator.vector";

  static final List<SubjectSpec> ALL =
      List.of(
          neurite("jvm", "--add-modules", VECTORS),
          neurite("jvm-scalar"),
          new SubjectSpec(
              "nd4j",
              NeuriteSubject.class.getName(),
              Optional.of("nd4j"),
              OLDEST_JAVA,
              List.of("-Dneurite.backend=nd4j", "--add-modules", VECTORS),
              Map.of()),
          peer("tensorflow", "TensorFlowSubject", OLDEST_JAVA, Map.of()),
          peer(
              "djl",
              "DjlSubject",
              OLDEST_JAVA,
              Map.of("OMP_NUM_THREADS", "{threads}"),
              "-Dai.djl.offline=true",
              "-Dai.djl.pytorch.num_threads={threads}",
              "-Dai.djl.pytorch.num_interop_threads=1"),
          peer(
              "dl4j",
              "Dl4jSubject",
              OLDEST_JAVA,
              Map.of("OMP_NUM_THREADS", "{threads}", "OMP_WAIT_POLICY", "passive")),
          // It looks for libopenblas.so where the system has its libraries.
          peer("smile", "SmileSubject", SMILES_JAVA, Map.of("LD_LIBRARY_PATH", "{lib}/native")),
          peer("encog", "EncogSubject", OLDEST_JAVA, Map.of()),
          peer("onnxruntime", "OnnxRuntimeSubject", OLDEST_JAVA, Map.of()),
          peer(
              "openblas",
              "OpenBlasSubject",
              OLDEST_JAVA,
              Map.of("OPENBLAS_NUM_THREADS", "{threads}")),
          new SubjectSpec(
              "ideal",
              IdealSubject.class.getName(),
              Optional.empty(),
              OLDEST_JAVA,
              List.of(),
              Map.of()));

  /** Who is measured unless the user says otherwise: who can do more than a few workloads. */
  static final List<String> DEFAULTS =
      ALL.stream()
          .map(SubjectSpec::name)
          .filter(name -> !List.of("openblas", "ideal").contains(name))
          .toList();

  /**
   * Looks a subject up.
   *
   * @param name what the user wrote
   * @return the subject, or empty
   */
  static Optional<SubjectSpec> of(String name) {
    return ALL.stream().filter(subject -> subject.name().equals(name)).findFirst();
  }

  /** The options with the number of threads. */
  List<String> options(int threads) {
    return options.stream().map(option -> filled(option, threads)).toList();
  }

  /** The same with the folder of its libraries. */
  SubjectSpec in(Path lib) {
    Map<String, String> filled = new HashMap<>(environment);
    filled.replaceAll((variable, value) -> value.replace("{lib}", lib.toString()));
    return new SubjectSpec(name, type, peer, java, options, filled);
  }

  /** The value of a variable with the number of threads. */
  static String filled(String text, int threads) {
    return text.replace("{threads}", Integer.toString(threads));
  }

  private static SubjectSpec neurite(String name, String... options) {
    return new SubjectSpec(
        name,
        NeuriteSubject.class.getName(),
        Optional.empty(),
        OLDEST_JAVA,
        Stream.concat(Stream.of("-Dneurite.backend=jvm"), Stream.of(options)).toList(),
        Map.of());
  }

  private static SubjectSpec peer(
      String name, String type, int java, Map<String, String> environment, String... options) {
    return new SubjectSpec(
        name, PACKAGE + name + "." + type, Optional.of(name), java, List.of(options), environment);
  }
}
