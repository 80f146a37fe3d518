package org.neurite.testkit.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/** Memory that the process holds. */
final class Footprint {
  private static final int LOOKS = 20;
  private static final int MILLIS_BETWEEN_LOOKS = 100;
  private static final Pattern ADDRESS = Pattern.compile("0x(\\p{XDigit}+)");
  private static final Pattern MAPPING = Pattern.compile("(\\p{XDigit}+)-(\\p{XDigit}+) ");

  private Footprint() {}

  /** Bytes of the heap in use after a collection. */
  static long heap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /**
   * The heap in use once what was closed is gone: cleaners and ending threads take a moment.
   *
   * @param most with how much there is nothing to wait for
   */
  static long settledHeap(long most) throws InterruptedException {
    long used = heap();
    for (int look = 0; look < LOOKS && used >= most; look++) {
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
      used = heap();
    }
    return used;
  }

  /** Bytes of the process in memory, native ones included, where the system tells. */
  static OptionalLong resident() {
    return lines("/proc/self/status")
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(Footprint::kilobytes)
        .findFirst();
  }

  /**
   * Bytes of the process in memory that are not the heap's, where system and JVM tell. The heap
   * takes and gives back many times what a test may lose.
   */
  static OptionalLong outsideHeap() {
    long[] heap = ADDRESS.matcher(heapInfo()).results().mapToLong(Footprint::address).toArray();
    if (heap.length == 0) {
      return OptionalLong.empty();
    }
    Arrays.sort(heap);
    long total = 0;
    boolean counted = false;
    for (String line : lines("/proc/self/smaps").toList()) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.lookingAt()) {
        long begin = Long.parseUnsignedLong(mapping.group(1), 16);
        long end = Long.parseUnsignedLong(mapping.group(2), 16);
        counted = end <= heap[0] || begin >= heap[heap.length - 1];
      } else if (counted && line.startsWith("Rss:")) {
        total += kilobytes(line);
      }
    }
    return total == 0 ? OptionalLong.empty() : OptionalLong.of(total);
  }

  /** What {@code jcmd PID GC.heap_info} prints; some collectors' heaps have addresses there. */
  private static String heapInfo() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcHeapInfo",
                  new Object[] {},
                  new String[] {});
    } catch (JMException e) {
      return "";
    }
  }

  private static long address(MatchResult match) {
    return Long.parseUnsignedLong(match.group(1), 16);
  }

  private static long kilobytes(String line) {
    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
  }

  private static Stream<String> lines(String file) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      return Stream.empty();
    }
    try {
      return Files.readAllLines(path).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
