package org.neurite.data.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.DataException;
import org.neurite.api.component.DataSource;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.data.Split;
import org.neurite.data.Table;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.csv.DataSources;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.stream.StreamedData;

class JdbcSourceTest {
  private static final String ROWS =
      "CREATE TABLE sales (id BIGINT PRIMARY KEY, amount NUMERIC(10, 2), region VARCHAR(20),"
          + " sold DATE, paid BOOLEAN)";

  private static void run(Connection connection, String... commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:plain",
        "jdbc:h2:mem:postgres;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
      })
  void columnsAreWhatTheDatabaseSaysTheyAre(String url) throws SQLException {
    try (Connection open = DriverManager.getConnection(url)) {
      run(
          open,
          ROWS,
          "INSERT INTO sales VALUES (1, 12.50, '04109', DATE '2024-02-29', TRUE),"
              + " (2, NULL, '10115', DATE '2024-03-01', FALSE), (3, -1e3, NULL, NULL, NULL)");
      Table table =
          DataSources.read(
              new JdbcSource(
                  url,
                  "SELECT amount AS \"amount\", region AS \"region\", sold AS \"sold\","
                      + " paid AS \"paid\" FROM sales ORDER BY id"));

      assertThat(table.column("amount").kind()).isEqualTo(Kind.NUMBER);
      assertThat(((NumberColumn) table.column("amount")).value(0)).isEqualTo(12.5);
      assertThat(((NumberColumn) table.column("amount")).value(2)).isEqualTo(-1000);
      assertThat(table.column("amount").isMissing(1)).isTrue();
      assertThat(table.column("region").categories().values()).containsExactly("04109", "10115");
      assertThat(table.column("sold").kind()).isEqualTo(Kind.DATE);
      assertThat(table.column("sold").categories().values())
          .containsExactly("2024-02-29T00:00", "2024-03-01T00:00");
      assertThat(table.column("paid").categories().values()).hasSize(2);
      assertThat(table.column("paid").isMissing(2)).isTrue();
    }
  }

  @Test
  void postgresSqlAndTimestamps() throws SQLException {
    String url = "jdbc:h2:mem:times;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    try (Connection open = DriverManager.getConnection(url)) {
      run(
          open,
          "CREATE TABLE t (id SERIAL, at TIMESTAMP, price DOUBLE PRECISION, kind TEXT)",
          "INSERT INTO t (at, price, kind) VALUES ('2024-02-29 13:45:10', 1.5, 'a'),"
              + " ('2024-03-01 00:00:00', 2.5, 'b')");
      Table table =
          DataSources.read(
              new JdbcSource(
                  url,
                  "SELECT at, price::NUMERIC AS price, kind FROM t WHERE kind ILIKE '%' ORDER BY id"
                      + " LIMIT 10"));

      assertThat(table.columns().stream().map(column -> column.name()))
          .containsExactly("at", "price", "kind");
      assertThat(table.column("at").categories().values())
          .containsExactly("2024-02-29T13:45:10", "2024-03-01T00:00");
    }
  }

  @Test
  void aWordForAMissingValueIsATextInADatabase() throws SQLException {
    DataSource source =
        new JdbcSource(
            "jdbc:h2:mem:words",
            "SELECT * FROM (VALUES ('NA', 1), ('?', 2), (NULL, 3), ('', 4), ('null', 5)) AS t(c, n)"
                + " ORDER BY n");
    Column plain = DataSources.read(source).column("C");
    Column stated =
        DataSources.read(source, CsvOptions.DEFAULT.missing("-").category("N")).column("C");

    assertThat(plain.categories().values()).containsExactly("?", "NA", "null");
    assertThat(plain.isMissing(2)).as("NULL").isTrue();
    assertThat(plain.isMissing(3)).as("an empty text").isTrue();
    assertThat(stated.categories().values()).as("by choice").isEmpty();
  }

  @Test
  void aLargeQueryIsStreamedInSeveralPasses() throws SQLException {
    String url = "jdbc:h2:mem:large";
    try (Connection open = DriverManager.getConnection(url)) {
      run(open, "CREATE TABLE t AS SELECT X AS X, X * 2.0 AS Y FROM SYSTEM_RANGE(1, 30000)");
      DataSource source = new JdbcSource(url, "SELECT X, Y FROM t ORDER BY X").fetchSize(100);
      Split split =
          StreamedData.of(DataSources.stream(source, CsvOptions.DEFAULT), "Y").split(0.8, 3);

      assertThat(split.train().size().orElseThrow()).isBetween(23_700L, 24_300L);
      assertThat(count(split.train()) + count(split.validation().orElseThrow())).isEqualTo(30_000);
    }
  }

  private static long count(Dataset data) {
    Batch batch = new Batch(512, data.inputShape(), data.targetType());
    long count = 0;
    try (Dataset.Reader reader = data.read(Optional.empty())) {
      for (int n = reader.next(batch); n > 0; n = reader.next(batch)) {
        count += n;
      }
    }
    return count;
  }

  @Test
  void duckDbReadsParquet(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("houses.parquet");
    try (Connection open = DriverManager.getConnection("jdbc:duckdb:")) {
      run(
          open,
          "COPY (SELECT i::DOUBLE AS rooms, i % 7 AS age, ['north','south'][1 + i % 2] AS side,"
              + " DATE '2024-01-01' + i::INT AS sold, 3.0 * i AS price FROM range(500) t(i)) TO '"
              + file
              + "' (FORMAT parquet)");
    }
    Table table = DataSources.read(new JdbcSource("jdbc:duckdb:", "SELECT * FROM '" + file + "'"));
    Split split = table.target("price").split(0.8);

    assertThat(table.rows()).isEqualTo(500);
    assertThat(table.column("sold").kind()).isEqualTo(Kind.DATE);
    assertThat(((NumberColumn) table.column("price")).value(499)).isEqualTo(1497);
    assertThat(((TablePreprocessing) split.preprocessing()).features()).hasSize(4);
    assertThat(split.train().inputShape().elements(1)).isEqualTo(1 + 1 + 2 + 7);
  }

  @Test
  void anApplicationsConnectionsAreGivenBack() throws SQLException {
    JdbcDataSource pool = new JdbcDataSource();
    pool.setUrl("jdbc:h2:mem:pool;DB_CLOSE_DELAY=-1");
    try (Connection open = pool.getConnection()) {
      run(open, "CREATE TABLE t AS SELECT X AS X, X * 0.5 AS Y FROM SYSTEM_RANGE(1, 10)");
    }
    Table table = DataSources.read(JdbcSource.of(pool::getConnection, "SELECT * FROM t", 5));

    assertThat(((NumberColumn) table.column("Y")).value(9)).isCloseTo(5, within(1e-12));
    try (Connection open = pool.getConnection();
        Statement statement = open.createStatement();
        var sessions = statement.executeQuery("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS")) {
      assertThat(sessions.next()).isTrue();
      assertThat(sessions.getInt(1)).as("this session alone").isEqualTo(1);
      run(open, "SHUTDOWN");
    }
  }

  @Test
  void aPasswordIsNotTold() {
    String url = "jdbc:nowhere://sa:geheim@db?password=geheim2";
    JdbcSource source = new JdbcSource(url, "SELECT 1").as("sa", "geheim3");

    assertThatThrownBy(() -> DataSources.read(source))
        .hasMessageContaining("NN-1701 at query 'SELECT 1'")
        .hasMessageContaining("No suitable driver found for the URL")
        .satisfies(
            thrown -> {
              StringWriter trace = new StringWriter();
              thrown.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("geheim");
            });
    assertThatThrownBy(
            () ->
                DataSources.read(
                    JdbcSource.of(
                        () -> {
                          throw new SQLException("refused PWD=geheim;USER=sa, geheim3");
                        },
                        "SELECT 1",
                        5)))
        .hasMessageContaining("refused PWD=(hidden);USER=sa")
        .hasNoCause();
  }

  @Test
  void duckDbsOwnNumbersAreRead() {
    Table table =
        DataSources.read(
            new JdbcSource(
                "jdbc:duckdb:",
                "SELECT sum(i) AS s, (i % 2)::UTINYINT AS u FROM range(10) t(i) GROUP BY i % 2"
                    + " ORDER BY u"));

    assertThat(table.column("s").kind()).isEqualTo(Kind.NUMBER);
    assertThat(((NumberColumn) table.column("s")).value(1)).isEqualTo(25);
    assertThat(((NumberColumn) table.column("u")).value(1)).isEqualTo(1);
  }

  @Test
  void aConnectionIsGivenBackAsItWas() throws SQLException {
    for (String query : List.of("SELECT 1 AS A", "SELEKT 1")) {
      try (Connection open = DriverManager.getConnection("jdbc:h2:mem:back")) {
        Connection kept =
            (Connection)
                Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                      if (method.getName().equals("close")) {
                        return null;
                      }
                      try {
                        return method.invoke(open, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    });
        DataSource source = JdbcSource.of(() -> kept, query, 5);
        try {
          source.open().close();
          assertThat(query).startsWith("SELECT");
        } catch (DataException e) {
          assertThat(query).startsWith("SELEKT");
        }
        assertThat(open.getAutoCommit()).isTrue();
      }
    }
  }

  @Test
  void mistakesSayWhere() throws SQLException {
    assertThatThrownBy(() -> DataSources.read(new JdbcSource("jdbc:nowhere:x", "SELECT 1")))
        .hasMessageContaining("NN-1701 at query 'SELECT 1': expected a database that can be")
        .hasMessageContaining("driver is on the class path");
    assertThatThrownBy(() -> DataSources.read(new JdbcSource("jdbc:h2:mem:a", "SELEKT 1")))
        .hasMessageContaining("NN-1701 at query 'SELEKT 1': expected a query that can be run");
    assertThatThrownBy(
            () -> DataSources.read(new JdbcSource("jdbc:h2:mem:a", "SELECT 1 AS A, X'00' AS B")))
        .hasMessageContaining("NN-1702 at query 'SELECT 1 AS A, X'00' AS B':B: expected numbers")
        .hasMessageContaining("found BINARY VARYING");
    assertThatThrownBy(
            () -> DataSources.read(new JdbcSource("jdbc:h2:mem:a", "SELECT 1 AS A, 2 AS A")))
        .hasMessageContaining("'A' twice");
    assertThatThrownBy(
            () -> DataSources.read(new JdbcSource("jdbc:h2:mem:a", "SELECT 1 AS A WHERE 1=0")))
        .hasMessageContaining("NN-1706");
    assertThatThrownBy(
            () ->
                DataSources.read(
                    new JdbcSource(
                        "jdbc:h2:mem:a", "SELECT 1 / (X - 3) AS Y FROM SYSTEM_RANGE(1, 5)")))
        .hasMessageContaining("NN-1701")
        .hasMessageContaining("ivision by zero");
    assertThatThrownBy(() -> new JdbcSource("u", "q").fetchSize(0))
        .hasMessageContaining("NN-1404 at fetch size");
    assertThat(new JdbcSource("jdbc:x", "SELECT 1").as("sa", "secret").toString())
        .doesNotContain("secret");
  }
}
