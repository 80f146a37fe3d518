package org.neurite.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The service under load: every answer is whole, and is that of the one model or the other. */
class EmbeddedTest {
  private static final int CLIENTS = 8;
  private static final int SWAPS = 40;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static Path first;
  private static Path second;
  private static String house;

  private final Path file = folder.resolve("houses.nn");

  @BeforeAll
  static void train() {
    first = folder.resolve("first.nn");
    second = folder.resolve("second.nn");
    Embedded.train(first, 1);
    Embedded.train(second, 2);
    house = JSON.writeValueAsString(House.EXAMPLE);
  }

  /** Puts a model in the place of the present one, whole. */
  private void install(Path model) throws IOException {
    Path copy = Files.copy(model, folder.resolve("next.nn"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static HttpResponse<String> send(PriceServer server, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static Quote quote(PriceServer server) throws IOException, InterruptedException {
    HttpResponse<String> response = send(server, "/predict", house);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readValue(response.body(), Quote.class);
  }

  @Test
  void noRequestFailsAndNoAnswerIsMixedWhileTheModelIsSwapped() throws Exception {
    install(first);
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    AtomicBoolean stop = new AtomicBoolean();
    try (PriceServer server = new PriceServer(file, 0)) {
      Quote one = quote(server);
      install(second);
      assertThat(send(server, "/reload", "").statusCode()).isEqualTo(200);
      Quote other = quote(server);
      assertThat(other.dollars()).isNotEqualTo(one.dollars());
      assertThat(other.model()).isNotEqualTo(one.model());

      List<Future<int[]>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(
            threads.submit(
                () -> {
                  int[] answers = new int[2];
                  while (!stop.get()) {
                    Quote quote = quote(server);
                    assertThat(quote).isIn(one, other);
                    answers[quote.equals(one) ? 0 : 1]++;
                  }
                  return answers;
                }));
      }
      for (int swap = 0; swap < SWAPS; swap++) {
        install(swap % 2 == 0 ? first : second);
        assertThat(send(server, "/reload", "").statusCode()).isEqualTo(200);
        assertThat(quote(server)).isEqualTo(swap % 2 == 0 ? one : other);
      }
      stop.set(true);
      int ofOne = 0;
      int ofOther = 0;
      for (Future<int[]> client : clients) {
        ofOne += client.get()[0];
        ofOther += client.get()[1];
      }
      assertThat(ofOne).isPositive();
      assertThat(ofOther).isPositive();
      String metrics = Embedded.ask(server.port(), "/metrics", "");
      assertThat(JSON.readTree(metrics).get("neurite.prediction.count").asDouble())
          .isEqualTo(ofOne + ofOther + SWAPS + 2);
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
  }

  @Test
  void aBadRequestAndABadModelHurtNobodyElse() throws Exception {
    install(first);
    try (PriceServer server = new PriceServer(file, 0)) {
      assertThat(Embedded.ask(server.port(), "/health", "")).isEqualTo("{\"status\":\"up\"}");
      assertThat(send(server, "/health", "{}").statusCode()).isEqualTo(405);
      assertThat(send(server, "/predict", "{").statusCode()).isEqualTo(400);
      HttpResponse<String> unknown = send(server, "/predict", "{\"rooms\": 3}");
      assertThat(unknown.statusCode()).isEqualTo(400);
      assertThat(unknown.body()).contains("longitude");
      HttpResponse<String> nothing = send(server, "/predict", "null");
      assertThat(nothing.statusCode()).isEqualTo(400);
      assertThat(nothing.body()).contains("null is no house");
      HttpResponse<String> tooLong = send(server, "/predict", house + " ".repeat(10_000));
      assertThat(tooLong.statusCode()).isEqualTo(400);
      assertThat(tooLong.body()).contains("more than 10000 bytes");
      String huge = house.replaceFirst("-122.23", "1e300");
      HttpResponse<String> beyond = send(server, "/predict", huge);
      assertThat(beyond.statusCode()).isEqualTo(400);
      assertThat(beyond.body()).contains("NN-1703");

      Quote before = quote(server);
      Files.writeString(file, "no model");
      HttpResponse<String> broken = send(server, "/reload", "");
      assertThat(broken.statusCode()).isEqualTo(500);
      assertThat(broken.body()).contains("NN-1601");
      assertThat(quote(server)).isEqualTo(before);
    }
  }

  @Test
  void theExampleShowsWhatItCanDo() {
    StringWriter out = new StringWriter();
    new Embedded().run(List.of(), new PrintWriter(out, true));
    assertThat(out.toString())
        .contains("GET  /health   {\"status\":\"up\"}")
        .contains("POST /reload   {\"status\":\"reloaded\"}")
        .contains("\"neurite.prediction.count\":2.0");
    assertThat(out.toString().lines().filter(line -> line.startsWith("POST /predict")).distinct())
        .hasSize(2);
  }
}
