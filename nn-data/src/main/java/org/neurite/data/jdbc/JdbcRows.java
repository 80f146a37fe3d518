package org.neurite.data.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.Kind;
import org.neurite.data.column.KnownKinds;

/** One pass over a query's rows. */
final class JdbcRows implements KnownKinds {
  private static final Set<Integer> UNREADABLE =
      Set.of(
          Types.BINARY,
          Types.VARBINARY,
          Types.LONGVARBINARY,
          Types.BLOB,
          Types.ARRAY,
          Types.STRUCT,
          Types.REF);

  private final String name;
  private final Secrets secrets;
  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;
  private final boolean autoCommit;
  private final List<String> columns = new ArrayList<>();
  private final Map<String, Kind> kinds = new HashMap<>();
  private final Map<Integer, Class<?>> dates = new HashMap<>();
  private long number;

  private JdbcRows(
      String name,
      Secrets secrets,
      Connection connection,
      boolean autoCommit,
      String query,
      int fetchSize)
      throws SQLException {
    this.name = name;
    this.secrets = secrets;
    this.connection = connection;
    this.autoCommit = autoCommit;
    Statement opened =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    this.statement = opened;
    try {
      opened.setFetchSize(streamed(connection.getMetaData(), fetchSize));
      this.rows = opened.executeQuery(query);
      describe(rows.getMetaData());
    } catch (SQLException | RuntimeException e) {
      closeQuietly(opened, e); // a connection with rows under way can't be given back
      throw e;
    }
  }

  private static void closeQuietly(Statement statement, Exception cause) {
    try {
      statement.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  static JdbcRows open(
      String name,
      Secrets secrets,
      JdbcSource.Connections connections,
      String query,
      int fetchSize) {
    Connection connection;
    try {
      connection = connections.open();
    } catch (SQLException e) {
      throw unreadable(
          name,
          "a database that can be reached",
          e,
          secrets,
          "check URL, user and password, and that the JDBC driver is on the class path");
    }
    boolean autoCommit = true;
    try {
      autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false); // some drivers keep all rows in memory otherwise
      return new JdbcRows(name, secrets, connection, autoCommit, query, fetchSize);
    } catch (SQLException e) {
      giveBackQuietly(connection, autoCommit, e);
      throw unreadable(
          name, "a query that can be run", e, secrets, "try the query in the database's tool");
    } catch (RuntimeException e) {
      giveBackQuietly(connection, autoCommit, e);
      throw e;
    }
  }

  private static void giveBackQuietly(Connection connection, boolean autoCommit, Exception cause) {
    try {
      giveBack(connection, autoCommit);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Whatever fails, the connection is closed; a pool gets it back as it was. */
  private static void giveBack(Connection connection, boolean autoCommit) throws SQLException {
    try (connection) {
      if (!connection.getAutoCommit()) {
        connection.rollback(); // some databases refuse to close a connection in a transaction
      }
      connection.setAutoCommit(autoCommit);
    }
  }

  private void describe(ResultSetMetaData data) throws SQLException {
    Set<String> names = new HashSet<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String column = data.getColumnLabel(i);
      if (!names.add(column)) {
        throw bad(column, "different names", "'" + column + "' twice", "rename one, with AS");
      }
      columns.add(column);
      int type = data.getColumnType(i);
      if (UNREADABLE.contains(type)) {
        throw bad(
            column,
            "numbers, texts, truth values or dates",
            String.valueOf(data.getColumnTypeName(i)),
            "leave the column out of the query");
      }
      kind(type).ifPresent(kind -> kinds.put(column, kind));
      if (kinds.get(column) == Kind.DATE) {
        dates.put(i, dateClass(type, String.valueOf(data.getColumnTypeName(i))));
      }
    }
  }

  /** What is asked for, so that no default time zone has a part in it. */
  private static Class<?> dateClass(int type, String typeName) {
    String name = typeName.toLowerCase(Locale.ROOT);
    boolean hasZone = name.contains("with time zone") || name.equals("timestamptz");
    if (type == Types.TIMESTAMP_WITH_TIMEZONE || hasZone) { // PostgreSQL says TIMESTAMP to either
      return OffsetDateTime.class;
    }
    return type == Types.DATE ? LocalDate.class : LocalDateTime.class;
  }

  /** MySQL's driver keeps all rows in memory unless it is told this number, or has a cursor. */
  private static int streamed(DatabaseMetaData data, int fetchSize) throws SQLException {
    boolean keepsAll =
        String.valueOf(data.getDriverName()).startsWith("MySQL")
            && !String.valueOf(data.getURL()).contains("useCursorFetch=true");
    return keepsAll ? Integer.MIN_VALUE : fetchSize;
  }

  private DataException bad(String column, String expected, String found, String remedy) {
    return new DataException(
        Problem.of(ErrorCode.DATA_MALFORMED)
            .at(name + ":" + column)
            .expected(expected)
            .found(found)
            .mend(remedy));
  }

  private static Optional<Kind> kind(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL ->
          Optional.of(Kind.NUMBER);
      case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(Kind.DATE);
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.CLOB,
          Types.BIT,
          Types.BOOLEAN ->
          Optional.of(Kind.CATEGORY);
      default -> Optional.empty();
    };
  }

  @Override
  public List<String> columns() {
    return List.copyOf(columns);
  }

  @Override
  public Map<String, Kind> kinds() {
    return Map.copyOf(kinds);
  }

  @Override
  public boolean next() {
    try {
      number++;
      return rows.next();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public String value(int column) {
    try {
      @Nullable Class<?> type = dates.get(column + 1);
      @Nullable String text = type == null ? rows.getString(column + 1) : date(column + 1, type);
      return text == null ? "" : text;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** As ISO 8601 has it; as the driver writes it where that has no {@code java.time}. */
  private @Nullable String date(int column, Class<?> type) throws SQLException {
    try {
      @Nullable Object value = rows.getObject(column, type);
      return value == null ? null : value.toString();
    } catch (SQLException e) {
      return rows.getString(column);
    }
  }

  private DataException failed(SQLException e) {
    return unreadable(
        name + ":" + number, "a row that can be read", e, secrets, "see what the database says");
  }

  private static DataException unreadable(
      String where, String expected, SQLException e, Secrets secrets, String remedy) {
    Problem problem =
        Problem.of(ErrorCode.DATA_UNREADABLE)
            .at(where)
            .expected(expected)
            .found(secrets.without(String.valueOf(e.getMessage())).strip())
            .mend(remedy);
    return secrets.isIn(e) ? new DataException(problem) : new DataException(problem, e);
  }

  @Override
  public void close() {
    try {
      try {
        rows.close();
        statement.close();
      } finally {
        giveBack(connection, autoCommit);
      }
    } catch (SQLException e) {
      throw unreadable(
          name, "a connection that can be closed", e, secrets, "see what the database says");
    }
  }
}
