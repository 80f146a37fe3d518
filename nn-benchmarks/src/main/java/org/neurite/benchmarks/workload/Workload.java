package org.neurite.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.neurite.benchmarks.workload.Network.LeNet;
import org.neurite.benchmarks.workload.Network.LstmClassifier;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Network.Product;
import org.neurite.benchmarks.workload.Network.ResidualBlock;

/**
 * One thing that every subject does and is timed at.
 *
 * @param id short name, for instance {@code W3}
 * @param title what it is, for tables
 * @param network what is computed
 * @param learning the optimizer, if it is a training
 * @param batch samples per step
 * @param kind what is timed
 */
public record Workload(
    String id, String title, Network network, Learning learning, int batch, Kind kind) {

  /** What is timed. */
  public enum Kind {
    /** Training steps; the figure is samples per second. */
    TRAINING,
    /** Predictions, of arrays of the application; the figure is samples per second. */
    THROUGHPUT,
    /** Predictions one by one, of an array of the application; the figure is microseconds each. */
    LATENCY,
    /** Matrix products; the figure is products per second. */
    PRODUCT
  }

  private static final Mlp W3 = mlp(784, 256, 128, 10);
  private static final Pattern SWEEP = Pattern.compile("mlp-(\\d{1,5})x(\\d{1,3})-b(\\d{1,5})");

  /** The workloads that have a name. */
  public static final List<Workload> NAMED =
      List.of(
          training("W1", "4-16-3, SGD", mlp(4, 16, 3), Learning.SGD, 16),
          training("W2", "8-64-64-1, Adam", mlp(8, 64, 64, 1), Learning.ADAM, 64),
          training("W3", "784-256-128-10, Adam", W3, Learning.ADAM, 128),
          training("W4", "1024-4096-4096-10, Adam", mlp(1024, 4096, 4096, 10), Learning.ADAM, 256),
          training("W5", "LeNet, Adam", new LeNet(), Learning.ADAM, 64),
          training("W6", "residual block, momentum", new ResidualBlock(), Learning.MOMENTUM, 32),
          training("W7", "LSTM 64 to 128, 50 steps, Adam", new LstmClassifier(), Learning.ADAM, 32),
          new Workload("I1", "784-256-128-10", W3, Learning.ADAM, 1, Kind.LATENCY),
          new Workload("I2", "784-256-128-10", W3, Learning.ADAM, 256, Kind.THROUGHPUT),
          new Workload("I3", "LeNet", new LeNet(), Learning.ADAM, 1, Kind.LATENCY),
          product("P1", "1024 x 1024 x 1024", new Product(1024, 1024, 1024, false, false)),
          product("P2", "W3's first layer, forward", new Product(128, 256, 784, false, true)),
          product("P3", "W3's first layer, by weight", new Product(256, 784, 128, true, false)),
          product("P4", "W3's first layer, by input", new Product(128, 784, 256, false, false)));

  /**
   * Looks a workload up.
   *
   * @param id one of {@link #NAMED}, or {@code mlp-512x3-b128} for a training of 3 hidden layers of
   *     512 units on 512 inputs, 10 classes, Adam, batches of 128
   * @return the workload, or empty if there is none of that name
   */
  public static Optional<Workload> of(String id) {
    Matcher sweep = SWEEP.matcher(id);
    if (sweep.matches()) {
      int width = Integer.parseInt(sweep.group(1));
      int depth = Integer.parseInt(sweep.group(2));
      int batch = Integer.parseInt(sweep.group(3));
      return width * depth * batch == 0
          ? Optional.empty()
          : Optional.of(uniform(width, depth, batch));
    }
    return NAMED.stream().filter(workload -> workload.id().equals(id)).findFirst();
  }

  /**
   * A training of equally wide layers, for curves of time against size.
   *
   * @param width number of inputs and of units in each hidden layer
   * @param depth number of hidden layers
   * @param batch samples per step
   * @return the workload
   */
  public static Workload uniform(int width, int depth, int batch) {
    List<Integer> widths =
        new ArrayList<>(IntStream.rangeClosed(0, depth).mapToObj(i -> width).toList());
    widths.add(10);
    return training(
        "mlp-%dx%d-b%d".formatted(width, depth, batch),
        depth + " hidden layers of " + width + ", Adam",
        new Mlp(widths),
        Learning.ADAM,
        batch);
  }

  /**
   * The loss of a network that has learned nothing: a mean loss below it shows that a subject
   * trains.
   *
   * @return {@code ln(classes)}, or the variance of a regression's targets
   */
  public double chanceLoss() {
    return network.isRegression() ? Samples.TARGET_VARIANCE : Math.log(network.outputs());
  }

  private static Mlp mlp(Integer... widths) {
    return new Mlp(List.of(widths));
  }

  private static Workload training(
      String id, String title, Network network, Learning learning, int batch) {
    return new Workload(id, title, network, learning, batch, Kind.TRAINING);
  }

  private static Workload product(String id, String title, Product product) {
    return new Workload(id, title, product, Learning.SGD, 1, Kind.PRODUCT);
  }
}
