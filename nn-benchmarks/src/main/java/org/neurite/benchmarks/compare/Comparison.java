package org.neurite.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neurite.benchmarks.compare.PeerBuild.PeerBuildException;
import org.neurite.benchmarks.subject.Outcome;
import org.neurite.benchmarks.workload.Workload;

/**
 * Lets subjects take turns: on a machine whose speed drifts, figures of one turn can be compared.
 *
 * @param jvm starts subjects
 * @param preferred the Java that subjects run in, unless one needs a newer one
 * @param root the source tree that peers are built in, if known
 * @param rounds how often each subject has its turn
 * @param progress hears what goes on
 */
record Comparison(
    SubjectJvm jvm, Jdk preferred, Optional<Path> root, int rounds, PrintWriter progress) {

  /** Where a subject runs, or why it can't. */
  private record Place(
      SubjectSpec subject, Optional<Jdk> jdk, String classPath, Optional<String> problem) {
    static Place missing(SubjectSpec subject, String problem) {
      return new Place(subject, Optional.empty(), "", Optional.of(problem));
    }
  }

  /**
   * Measures.
   *
   * @param workloads one after the other
   * @param subjects in turn on each
   * @return an entry for every subject on every workload, workload by workload
   * @throws IOException if files or processes can't be made
   * @throws InterruptedException if this thread is interrupted
   */
  List<Entry> run(List<Workload> workloads, List<SubjectSpec> subjects)
      throws IOException, InterruptedException {
    Map<SubjectSpec, Place> places = new HashMap<>();
    for (SubjectSpec subject : subjects) {
      places.put(subject, place(subject));
    }
    List<Entry> entries = new ArrayList<>();
    for (Workload workload : workloads) {
      entries.addAll(turns(workload, subjects, places));
    }
    return entries;
  }

  private List<Entry> turns(
      Workload workload, List<SubjectSpec> subjects, Map<SubjectSpec, Place> places)
      throws IOException, InterruptedException {
    List<List<Outcome>> outcomes = subjects.stream().map(s -> newList()).toList();
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        List<Outcome> own = outcomes.get(i);
        boolean failed = own.stream().anyMatch(outcome -> outcome.problem().isPresent());
        if (!failed) {
          Outcome outcome = once(places.get(subjects.get(i)), workload);
          own.add(outcome);
          tell(workload, round, subjects.get(i), outcome);
        }
      }
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      entries.add(new Entry(subjects.get(i).name(), workload, outcomes.get(i)));
    }
    return entries;
  }

  private static List<Outcome> newList() {
    return new ArrayList<>();
  }

  private Outcome once(Place place, Workload workload) throws IOException, InterruptedException {
    return place.jdk().isEmpty()
        ? Outcome.failed("", "", place.problem().orElseThrow())
        : jvm.run(place.subject(), place.jdk().get(), place.classPath(), workload);
  }

  private void tell(Workload workload, int round, SubjectSpec subject, Outcome outcome) {
    String figure =
        outcome
            .problem()
            .orElseGet(
                () ->
                    Double.isNaN(outcome.rate())
                        ? String.format(Locale.ROOT, "%.1f us", outcome.medianMicros())
                        : String.format(Locale.ROOT, "%,.0f /s", outcome.rate()));
    progress.printf("%s round %d: %s %s%n", workload.id(), round, subject.name(), figure);
    progress.flush();
  }

  private Place place(SubjectSpec subject) throws IOException, InterruptedException {
    Optional<Jdk> jdk = Jdk.find(preferred, subject.java());
    if (jdk.isEmpty()) {
      return Place.missing(
          subject,
          "it needs Java %d, and none is found; set JAVA%d_HOME"
              .formatted(subject.java(), subject.java()));
    }
    if (subject.peer().isEmpty()) {
      return new Place(subject, jdk, ownClassPath(), Optional.empty());
    }
    if (root.isEmpty()) {
      return Place.missing(
          subject, "it is built from the source tree: start nn-benchmarks/compare there");
    }
    progress.println("building " + subject.name());
    progress.flush();
    try {
      PeerBuild.Built built = new PeerBuild(root.get()).build(subject.peer().get(), jdk.get());
      return new Place(subject.in(built.lib()), jdk, built.classPath(), Optional.empty());
    } catch (PeerBuildException e) {
      return Place.missing(subject, String.valueOf(e.getMessage()));
    }
  }

  /** Subjects run in folders of their own. */
  private static String ownClassPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
