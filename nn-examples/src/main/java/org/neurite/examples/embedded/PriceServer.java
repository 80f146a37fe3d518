package org.neurite.examples.embedded;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.core.Neurite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers over HTTP, on this machine only: {@code GET /health}, {@code GET /metrics}, {@code POST
 * /predict} with a house as JSON, {@code POST /reload} to read the model file again.
 */
final class PriceServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PriceServer.class);
  private static final int MOST_BYTES = 10_000;
  private static final int THREADS = 16;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int WRONG_METHOD = 405;
  private static final int SERVER_ERROR = 500;
  private static final int UNAVAILABLE = 503;

  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private final Neurite neurite;
  private final Pricing pricing;
  private final MeterRegistry meters;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  /** What a request is answered with: something that becomes JSON. */
  @FunctionalInterface
  private interface Answer {
    Object to(HttpExchange exchange) throws IOException;
  }

  /** A request that is wrong before the model is asked. */
  private static final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRequestException(String message) {
      super(message);
    }
  }

  /** Starts; a port of 0 stands for any that is free. */
  PriceServer(Path file, int port) throws IOException {
    Injector injector = Guice.createInjector(new ServiceModule(file));
    neurite = injector.getInstance(Neurite.class);
    pricing = injector.getInstance(Pricing.class);
    meters = injector.getInstance(MeterRegistry.class);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/health", on("GET", exchange -> Map.of("status", "up")));
    server.createContext("/metrics", on("GET", exchange -> metrics()));
    server.createContext("/predict", on("POST", exchange -> pricing.price(house(exchange))));
    server.createContext("/reload", on("POST", exchange -> reload()));
    server.start();
    LOG.info("listening on port {}", port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  private House house(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new BadRequestException("more than " + MOST_BYTES + " bytes");
    }
    House house = json.readValue(body, House.class);
    if (house == null) {
      throw new BadRequestException("null is no house");
    }
    return house;
  }

  private Map<String, String> reload() {
    pricing.reload();
    return Map.of("status", "reloaded");
  }

  private Map<String, Double> metrics() {
    Map<String, Double> values = new TreeMap<>();
    meters.forEachMeter(
        meter ->
            meter
                .measure()
                .forEach(
                    one ->
                        values.put(
                            meter.getId().getName()
                                + "."
                                + one.getStatistic().getTagValueRepresentation(),
                            one.getValue())));
    return values;
  }

  private HttpHandler on(String method, Answer answer) {
    return exchange -> {
      try (exchange) {
        if (exchange.getRequestMethod().equals(method)) {
          answer(exchange, answer);
        } else {
          send(exchange, WRONG_METHOD, Map.of("error", "use " + method));
        }
      }
    };
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    try {
      send(exchange, OK, answer.to(exchange));
    } catch (JacksonException e) {
      send(exchange, BAD_REQUEST, Map.of("error", e.getOriginalMessage()));
    } catch (BadRequestException e) {
      send(exchange, BAD_REQUEST, Map.of("error", e.getMessage()));
    } catch (NeuriteException e) {
      LOG.warn("{} {}: {}", exchange.getRequestMethod(), exchange.getRequestURI(), e.getMessage());
      send(exchange, status(e.code()), Map.of("error", e.problem().message()));
    } catch (RuntimeException e) {
      LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      send(exchange, SERVER_ERROR, Map.of("error", "see the log"));
    }
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case BAD_VALUE, COLUMN_MISMATCH, INPUT_MISMATCH -> BAD_REQUEST;
      case OVERLOADED -> UNAVAILABLE;
      default -> SERVER_ERROR;
    };
  }

  private void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] body = json.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Answers what is under way, then frees everything. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdown();
    pricing.close();
    neurite.close();
  }
}
