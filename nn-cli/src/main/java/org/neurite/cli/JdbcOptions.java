package org.neurite.cli;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import org.neurite.api.component.DataSource;
import org.neurite.data.jdbc.JdbcSource;
import picocli.CommandLine.Option;

/** How rows are read from the database after {@code --jdbc}. */
final class JdbcOptions {
  /** The environment variable that holds the password, which has no place on a command line. */
  static final String PASSWORD = "NN_DB_PASSWORD";

  private static final String QUERY = "--query";
  private static final String USER = "--db-user";
  private static final String DRIVER = "--driver";
  private static final String FETCH_SIZE = "--fetch-size";

  @Option(
      names = QUERY,
      paramLabel = "SQL",
      description = "The query whose rows are read from the database.")
  private Optional<String> query = Optional.empty();

  @Option(
      names = USER,
      paramLabel = "NAME",
      description = "The database's user; the password comes from " + PASSWORD + ".")
  private Optional<String> user = Optional.empty();

  @Option(
      names = DRIVER,
      paramLabel = "JAR",
      split = ",",
      description = "Jars of the JDBC driver, unless it is on the class path.")
  private List<Path> driver = List.of();

  @Option(
      names = FETCH_SIZE,
      paramLabel = "ROWS",
      description = "Rows fetched from the database at a time. Default: 1000.")
  private Optional<Integer> fetchSize = Optional.empty();

  /** The options that are there, which say nothing without a database. */
  private List<String> stated() {
    List<String> names = new ArrayList<>();
    query.ifPresent(sql -> names.add(QUERY));
    user.ifPresent(name -> names.add(USER));
    if (!driver.isEmpty()) {
      names.add(DRIVER);
    }
    fetchSize.ifPresent(rows -> names.add(FETCH_SIZE));
    return names;
  }

  boolean isStated() {
    return !stated().isEmpty();
  }

  void check(boolean wanted) {
    fetchSize.ifPresent(rows -> Usage.require(rows >= 1, FETCH_SIZE, "at least 1", rows));
    Usage.require(
        wanted || !isStated(), "--jdbc", "a database for " + String.join(", ", stated()), "none");
    Usage.require(!wanted || query.isPresent(), QUERY, "the SQL whose rows are read", "none");
    for (Path jar : driver) {
      Usage.require(Files.isRegularFile(jar), DRIVER, "a jar that is there", jar);
    }
  }

  DataSource rows(String url) {
    String sql = query.orElseThrow();
    Properties properties = new Properties();
    user.ifPresent(name -> properties.setProperty("user", name));
    int rows = fetchSize.orElse(JdbcSource.FETCH_SIZE);
    String password = System.getenv(PASSWORD);
    if (password != null) {
      properties.setProperty("password", password);
    }
    if (driver.isEmpty()) {
      return new JdbcSource(url, sql, user.orElse(""), password == null ? "" : password, rows);
    }
    Driver loaded = loaded(url);
    return JdbcSource.of(() -> connected(loaded, url, properties), sql, rows);
  }

  /** Messages do not repeat the URL, which may hold a password. */
  static Connection connected(Driver driver, String url, Properties properties)
      throws SQLException {
    Connection connection;
    try {
      connection = driver.connect(url, properties);
    } catch (SQLException e) {
      throw withoutUrl(e, url);
    }
    if (connection == null) {
      throw new SQLException("the driver does not take this URL");
    }
    return connection;
  }

  private static SQLException withoutUrl(SQLException exception, String url) {
    for (Throwable each : exception) {
      if (String.valueOf(each.getMessage()).contains(url)) {
        String message = String.valueOf(exception.getMessage()).replace(url, "the URL");
        return new SQLException(message, exception.getSQLState(), exception.getErrorCode());
      }
    }
    return exception;
  }

  /** The loader stays open as long as the program runs: connections load classes at any time. */
  private Driver loaded(String url) {
    URL[] jars = driver.stream().map(JdbcOptions::location).toArray(URL[]::new);
    URLClassLoader loader = new URLClassLoader(jars, JdbcOptions.class.getClassLoader());
    return ServiceLoader.load(Driver.class, loader).stream()
        .map(ServiceLoader.Provider::get)
        .filter(candidate -> accepts(candidate, url))
        .findFirst()
        .orElseThrow(
            () -> Usage.problem(DRIVER, "a jar with a JDBC driver for the URL", "none in it"));
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false; // it says itself that it cannot tell
    }
  }

  private static URL location(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has a URL", e);
    }
  }
}
