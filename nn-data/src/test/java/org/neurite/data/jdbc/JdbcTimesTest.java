package org.neurite.data.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurite.api.component.DataSource;
import org.neurite.data.Table;
import org.neurite.data.column.DateColumn;
import org.neurite.data.csv.DataSources;

/** Times are those of the database, wherever the process runs; and what drivers need to be told. */
class JdbcTimesTest {
  private static final String TIMES =
      "SELECT CAST('2024-03-31 02:30:00' AS TIMESTAMP) AS T,"
          + " CAST('2024-07-01 00:30:00+02:00' AS TIMESTAMP WITH TIME ZONE) AS Z,"
          + " CAST('2018-11-04' AS DATE) AS D, CAST(NULL AS TIMESTAMP) AS N";

  private final TimeZone before = TimeZone.getDefault();

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(before);
  }

  /** In Berlin there is no 02:30 on that day in March, in São Paulo no midnight in November. */
  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:mem:, Europe/Berlin",
    "jdbc:h2:mem:, America/Sao_Paulo",
    "jdbc:h2:mem:, Asia/Tokyo",
    "jdbc:duckdb:, Europe/Berlin",
    "jdbc:duckdb:, America/Sao_Paulo",
    "jdbc:duckdb:, Asia/Tokyo"
  })
  void noDefaultZoneChangesATime(String url, String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    Table table = DataSources.read(new JdbcSource(url, TIMES));

    assertThat(time(table, "T")).isEqualTo("2024-03-31T02:30");
    assertThat(time(table, "Z")).as("in UTC").isEqualTo("2024-06-30T22:30");
    assertThat(time(table, "D")).isEqualTo("2018-11-04T00:00");
    assertThat(table.column("N").isMissing(0)).isTrue();
  }

  private static String time(Table table, String column) {
    return ((DateColumn) table.column(column)).time(0).toString();
  }

  /** What a method of a driver gives instead, or throws. */
  private interface Change {
    Object apply(String method, Object given, Object... arguments) throws SQLException;
  }

  private static <T> T changed(Class<T> type, T of, Change change) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments;
              if (method.getName().equals("setFetchSize")) { // H2 takes none below 0
                return change.apply(method.getName(), of, given);
              }
              try {
                return change.apply(method.getName(), method.invoke(of, given), given);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** A connection whose statements are changed. */
  private static Connection connection(
      String driver, String url, Function<Statement, Statement> statements) throws SQLException {
    return changed(
        Connection.class,
        DriverManager.getConnection("jdbc:h2:mem:"),
        (method, given, arguments) ->
            switch (method) {
              case "createStatement" -> statements.apply((Statement) given);
              case "getMetaData" ->
                  changed(
                      DatabaseMetaData.class,
                      (DatabaseMetaData) given,
                      (name, told, ignored) ->
                          switch (name) {
                            case "getDriverName" -> driver;
                            case "getURL" -> url;
                            default -> told;
                          });
              default -> given;
            });
  }

  @ParameterizedTest
  @CsvSource({
    "H2 JDBC Driver, jdbc:h2:mem:, 50",
    "MySQL Connector/J, jdbc:mysql://db/shop, -2147483648",
    "MySQL Connector/J, jdbc:mysql://db/shop?useCursorFetch=true, 50",
    "MariaDB Connector/J, jdbc:mariadb://db/shop, 50"
  })
  void rowsAreStreamedByMySqlToo(String driver, String url, int told) {
    List<Object> sizes = new ArrayList<>();
    DataSource source =
        JdbcSource.of(
            () ->
                connection(
                    driver,
                    url,
                    statement ->
                        changed(
                            Statement.class,
                            statement,
                            (method, given, arguments) -> {
                              if (method.equals("setFetchSize")) {
                                sizes.add(arguments[0]);
                                return null;
                              }
                              return given;
                            })),
            "SELECT 1 AS A",
            50);

    assertThat(DataSources.read(source).rows()).isEqualTo(1);
    assertThat(sizes).containsOnly(told);
  }

  @Test
  void aDriverWithoutJavaTimeGivesTexts() {
    DataSource source =
        JdbcSource.of(
            () ->
                connection(
                    "old",
                    "jdbc:old:",
                    statement ->
                        changed(
                            Statement.class,
                            statement,
                            (method, given, arguments) ->
                                method.equals("executeQuery")
                                    ? changed(ResultSet.class, (ResultSet) given, this::refuse)
                                    : given)),
            "SELECT CAST('2024-03-31 02:30:00' AS TIMESTAMP) AS T FROM SYSTEM_RANGE(1, 3)",
            50);
    Table table = DataSources.read(source);

    assertThat(table.rows()).isEqualTo(3);
    assertThat(time(table, "T")).isEqualTo("2024-03-31T02:30");
  }

  private Object refuse(String method, Object given, Object... arguments) throws SQLException {
    if (method.equals("getObject")) {
      throw new SQLFeatureNotSupportedException("no classes");
    }
    return given;
  }
}
