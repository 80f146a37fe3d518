package org.neurite.benchmarks.subject;

import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** A library that is measured. Made by its constructor without parameters, in a JVM of its own. */
public interface Subject {
  /**
   * Which version it is.
   *
   * @return as its publisher names it
   */
  String version();

  /**
   * What was set for it to be fast.
   *
   * @param threads how many it may use
   * @return a few words
   */
  String settings(int threads);

  /**
   * Gets ready for a workload: builds the network and turns samples into what the library takes.
   *
   * @param workload what will be done
   * @param samples on what
   * @param threads how many it may use
   * @return the work
   * @throws UnsupportedWorkloadException if the library can't do that
   * @throws Exception whatever the library throws; it is reported as the subject's problem
   */
  Task open(Workload workload, Samples samples, int threads) throws Exception;
}
