package org.neurite.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Executable;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.compile.Compiler;
import org.neurite.core.compile.Pass;
import org.neurite.testkit.BackendRun;
import org.neurite.testkit.random.RandomGraph;

/** Sessions beside each other and one after the other. */
final class Sessions {
  private static final int THREADS = 2;
  private static final int RUNS = 200;
  private static final int BATCH = 5;
  private static final int CAPACITY = 64;

  /** How many batch sizes a session sees, as a backend may keep something for each. */
  private static final int SIZES = 8;

  private static final long MEBIBYTE = 1 << 20;

  private static final int PARTS = 5;
  private static final int ATTEMPTS = 3;

  /**
   * What is lost is lost in each part: two kilobytes a session, if there are 2,000 in a part. What
   * a JVM that works adds (compiled code, class data, its collector's books) it adds in some.
   */
  private static final long LOST = 4 * MEBIBYTE;

  private Sessions() {}

  /** A convolution, products and a softmax, with gradients: about half a megabyte per session. */
  private static RandomGraph network() {
    Cases cases = new Cases();
    Tensor x = Cases.input("x", Shape.batchOf(2, 8, 8));
    Tensor kernel = Cases.parameter("kernel", Shape.of(4, 2, 3, 3));
    Tensor w = Cases.parameter("w", Shape.of(4 * 6 * 6, 10));
    Tensor hidden = x.conv(kernel, Window.of(3, 3), 1).max(0).flatten(1);
    Tensor y = Composites.softmax(hidden.matmul(w), 1);
    cases.differentiated("network", List.of(x), List.of(kernel, w), y);
    return cases.all().get("network");
  }

  static void concurrently(Backend backend) throws InterruptedException {
    RandomGraph graph = network();
    Map<String, NDArray> expected;
    try (BackendRun run = open(graph, backend)) {
      expected = run.run(BATCH, 0, graph.inputs(BATCH));
    }
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> repeat(graph, backend, expected));
      thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), List.copyOf(failures));
  }

  private static void repeat(RandomGraph graph, Backend backend, Map<String, NDArray> expected) {
    try (BackendRun run = open(graph, backend)) {
      for (int i = 0; i < RUNS; i++) {
        run.run(1 + i % CAPACITY, i, graph.inputs(1 + i % CAPACITY));
        assertEquals(expected, run.run(BATCH, 0, graph.inputs(BATCH)));
      }
    }
  }

  private static BackendRun open(RandomGraph graph, Backend backend) {
    BackendRun run = BackendRun.open(graph.graph(), backend, Pass.all(), CAPACITY, 3);
    graph.variables().forEach(run::variable);
    return run;
  }

  /**
   * Memory is what it was after a first part, however many sessions there were since. What is lost
   * is lost in every part and every time, whereas the JVM resizes its heap and compiles in some.
   */
  static void openedAndClosed(Backend backend, int count) {
    Executable executable =
        backend.prepare(Compiler.compile("test", network().graph(), backend, Pass.all()));
    useAndClose(executable, backend, count / PARTS);
    long heap = Footprint.heap();
    List<List<Long>> attempts = new ArrayList<>();
    do {
      attempts.add(growths(executable, backend, count, heap));
    } while (grew(attempts.get(attempts.size() - 1)) && attempts.size() < ATTEMPTS);
    assertFalse(
        grew(attempts.get(attempts.size() - 1)),
        () -> "each " + count / PARTS + " sessions the process grew by " + attempts + " bytes");
  }

  /** By how much each part let the process grow, in order; empty where the system doesn't tell. */
  private static List<Long> growths(Executable executable, Backend backend, int count, long heap) {
    List<Long> growths = new ArrayList<>();
    long least = heap;
    for (int part = 1; part < PARTS; part++) {
      OptionalLong before = Footprint.outsideHeap();
      useAndClose(executable, backend, count / PARTS);
      long now = Footprint.heap();
      least = Math.min(least, now);
      long heapGrowth = now - least;
      assertTrue(heapGrowth < 4 * MEBIBYTE, () -> "the heap grew by " + heapGrowth + " bytes");
      before.ifPresent(bytes -> growths.add(Footprint.outsideHeap().orElseThrow() - bytes));
    }
    Collections.sort(growths);
    return growths;
  }

  private static boolean grew(List<Long> growths) {
    return !growths.isEmpty() && growths.get(0) >= LOST;
  }

  private static void useAndClose(Executable executable, Backend backend, int count) {
    for (int i = 0; i < count; i++) {
      Map<String, DeviceBuffer> variables = new HashMap<>();
      for (Slot slot : executable.program().variables().values()) {
        variables.put(slot.name(), backend.allocate(slot.dataType(), slot.elements(CAPACITY)));
      }
      try (Session session = executable.open(CAPACITY, i, variables)) {
        for (int n = 1; n <= SIZES; n++) {
          assertTrue(session.run(n, i));
        }
      } finally {
        variables.values().forEach(DeviceBuffer::close);
      }
    }
  }
}
