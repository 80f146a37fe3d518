package org.neurite.benchmarks.subject;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What one process measured. Travels as a file of properties, which costs the measured process
 * nothing to write.
 *
 * @param version of the library
 * @param settings what was set for it to be fast
 * @param rate samples or products per second; NaN if latencies were measured
 * @param medianMicros median time of a prediction, microseconds; NaN if rates were measured
 * @param p99Micros the time that 99 % of the predictions do not exceed, microseconds; or NaN
 * @param peakRssMb largest resident memory, MB of 2^20 bytes; NaN where the system does not tell
 * @param coldStartSeconds from the start of the JVM to the end of the first step
 * @param loss mean loss after the last step; NaN where nothing was trained
 * @param steps number of steps, with those to warm up
 * @param problem why nothing could be measured, if so
 */
public record Outcome(
    String version,
    String settings,
    double rate,
    double medianMicros,
    double p99Micros,
    double peakRssMb,
    double coldStartSeconds,
    double loss,
    long steps,
    Optional<String> problem) {

  /**
   * Nothing could be measured.
   *
   * @param version of the library, or empty
   * @param settings of the library, or empty
   * @param problem why
   * @return an outcome without figures
   */
  public static Outcome failed(String version, String settings, String problem) {
    double none = Double.NaN;
    return new Outcome(
        version, settings, none, none, none, none, none, none, 0, Optional.of(problem));
  }

  /**
   * Writes the file.
   *
   * @param file where to
   * @throws IOException if it can't be written
   */
  public void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("version", version);
    properties.setProperty("settings", settings);
    properties.setProperty("rate", Double.toString(rate));
    properties.setProperty("medianMicros", Double.toString(medianMicros));
    properties.setProperty("p99Micros", Double.toString(p99Micros));
    properties.setProperty("peakRssMb", Double.toString(peakRssMb));
    properties.setProperty("coldStartSeconds", Double.toString(coldStartSeconds));
    properties.setProperty("loss", Double.toString(loss));
    properties.setProperty("steps", Long.toString(steps));
    problem.ifPresent(text -> properties.setProperty("problem", text));
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }

  /**
   * Reads the file.
   *
   * @param file where from
   * @return what was written
   * @throws IOException if it can't be read
   */
  public static Outcome read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new Outcome(
        properties.getProperty("version"),
        properties.getProperty("settings"),
        number(properties, "rate"),
        number(properties, "medianMicros"),
        number(properties, "p99Micros"),
        number(properties, "peakRssMb"),
        number(properties, "coldStartSeconds"),
        number(properties, "loss"),
        Long.parseLong(properties.getProperty("steps")),
        Optional.ofNullable(properties.getProperty("problem")));
  }

  private static double number(Properties properties, String name) {
    return Double.parseDouble(properties.getProperty(name));
  }
}
