package org.neurite.data.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.component.DataSource;
import org.neurite.api.component.Setting;

/**
 * The rows of a query, read from any database that has a JDBC driver, a number of them at a time.
 * Columns of numbers, of texts and of dates are what the database says they are. Each pass is a
 * connection of its own; where the order of rows matters (a seed, a division into parts) the query
 * says {@code ORDER BY}.
 *
 * <pre>{@code
 * DataSource sales = new JdbcSource("jdbc:postgresql://db/shop", "SELECT * FROM sales ORDER BY id");
 * TabularData data = DataSources.read(sales).target("amount");
 * }</pre>
 *
 * @param url where the database is
 * @param query what is read; it is run as it stands
 * @param user a name, blank for none
 * @param password a password, blank for none; never shown
 * @param fetchSize how many rows the driver fetches at a time; MySQL's sends one after the other
 *     instead, unless its URL has {@code useCursorFetch=true}
 */
public record JdbcSource(
    @Setting(doc = "where the database is, as in jdbc:postgresql://host/name") String url,
    @Setting(doc = "the query whose rows are read") String query,
    @Setting(doc = "user, blank for none", defaultValue = "\"\"") String user,
    @Setting(doc = "password, blank for none", defaultValue = "\"\"") String password,
    @Setting(doc = "rows fetched at a time", defaultValue = "1000", min = 1) int fetchSize)
    implements DataSource {
  /** Opens a connection. */
  @FunctionalInterface
  public interface Connections {
    /**
     * A connection for one pass.
     *
     * @return the connection, which is closed after it
     * @throws SQLException if there is none to be had
     */
    Connection open() throws SQLException;
  }

  /** How many rows are fetched at a time without a choice. */
  public static final int FETCH_SIZE = 1_000;

  /** Checks that nothing is null and the fetch size is at least 1. */
  public JdbcSource {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (fetchSize < 1) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("fetch size")
              .expected("at least 1 row")
              .found(Integer.toString(fetchSize)));
    }
  }

  /**
   * The rows of a query, without user and password.
   *
   * @param url where the database is
   * @param query what is read
   */
  public JdbcSource(String url, String query) {
    this(url, query, "", "", FETCH_SIZE);
  }

  /**
   * The rows of a query on an application's own connections, for instance {@code
   * pool::getConnection}.
   *
   * @param connections gives a connection for each pass
   * @param query what is read
   * @param fetchSize how many rows the driver fetches at a time, at least 1
   * @return the rows
   */
  public static DataSource of(Connections connections, String query, int fetchSize) {
    JdbcSource checked = new JdbcSource("", query, "", "", fetchSize);
    return new DataSource() {
      @Override
      public Rows open() {
        Secrets secrets = new Secrets(checked.url(), checked.password());
        return JdbcRows.open(toString(), secrets, connections, query, checked.fetchSize());
      }

      @Override
      public String toString() {
        return name(query);
      }
    };
  }

  /**
   * The same rows for a user.
   *
   * @param name the user's name
   * @param secret the user's password
   * @return changed settings
   */
  public JdbcSource as(String name, String secret) {
    return new JdbcSource(url, query, name, secret, fetchSize);
  }

  /**
   * Another fetch size.
   *
   * @param rows how many rows the driver fetches at a time
   * @return changed settings
   */
  public JdbcSource fetchSize(int rows) {
    return new JdbcSource(url, query, user, password, rows);
  }

  @Override
  public Rows open() {
    Properties properties = new Properties();
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    return JdbcRows.open(
        toString(),
        new Secrets(url, password),
        () -> DriverManager.getConnection(url, properties),
        query,
        fetchSize);
  }

  private static String name(String query) {
    return "query '" + query.strip() + "'";
  }

  /** The query; the URL may hold a password. */
  @Override
  public String toString() {
    return name(query);
  }
}
