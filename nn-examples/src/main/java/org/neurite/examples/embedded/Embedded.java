package org.neurite.examples.embedded;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.neurite.cli.example.Example;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.optimizer.Adam;
import org.neurite.data.TabularData;
import org.neurite.data.csv.Csv;
import org.neurite.examples.Places;
import tools.jackson.databind.json.JsonMapper;

/** A model inside an HTTP service, exchanged while clients ask it. */
public final class Embedded implements Example {
  private static final int EPOCHS = 5;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** For {@link java.util.ServiceLoader}. */
  public Embedded() {}

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public String summary() {
    return "an HTTP service with a model inside, exchanged under load";
  }

  /**
   * Runs the example.
   *
   * @param arguments {@code [PORT]}: stays up on that port; without, shows all it can do and stops
   * @param out where it tells what it does
   */
  @Override
  public void run(List<String> arguments, PrintWriter out) {
    try {
      Path file = Files.createTempDirectory("neurite").resolve("houses.nn");
      train(file, 1);
      int port = arguments.isEmpty() ? 0 : Integer.parseInt(arguments.get(0));
      try (PriceServer server = new PriceServer(file, port)) {
        out.println("listening on http://localhost:" + server.port());
        out.flush();
        if (!arguments.isEmpty()) {
          new CountDownLatch(1).await(); // until the process is ended
        }
        show(server.port(), file, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void show(int port, Path file, PrintWriter out)
      throws IOException, InterruptedException {
    String house = JsonMapper.shared().writeValueAsString(House.EXAMPLE);
    out.println("GET  /health   " + ask(port, "/health", ""));
    out.println("POST /predict  " + ask(port, "/predict", house));
    train(file, 2);
    out.println("POST /reload   " + ask(port, "/reload", "{}"));
    out.println("POST /predict  " + ask(port, "/predict", house));
    out.println("GET  /metrics  " + ask(port, "/metrics", ""));
  }

  /** One request; with a body it is a POST. */
  static String ask(int port, String path, String body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    if (!body.isEmpty()) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Trains a model that is good enough to show; each seed gives another one. */
  static void train(Path file, long seed) {
    try (Neurite neurite = Neurite.create()) {
      TabularData houses =
          Csv.read(Places.data("california_housing.csv")).target("median_house_value");
      var model =
          neurite
              .model("houses")
              .input(houses.features())
              .layer(new Dense(32, new Relu()))
              .layer(new Dense(1))
              .build();
      neurite
          .trainer(model)
          .loss(new MeanSquaredError())
          .optimizer(new Adam(0.002))
          .epochs(EPOCHS)
          .seed(seed)
          .fit(houses.split(0.8))
          .save(file);
    }
  }
}
