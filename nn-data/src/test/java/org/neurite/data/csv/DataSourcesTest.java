package org.neurite.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.DataSource;
import org.neurite.api.component.Provides;
import org.neurite.api.component.SourceProvider;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.data.Table;
import org.neurite.data.column.Kind;

/** Rows of a plugin become a table like those of a CSV file. */
class DataSourcesTest {

  /** Rows that a test states. */
  public record Stated(List<String> columns, List<String> rows) implements DataSource {
    @Override
    public Rows open() {
      Iterator<String> lines = rows.iterator();
      return new Rows() {
        private List<String> row = List.of();
        private boolean isAtEnd;

        @Override
        public List<String> columns() {
          return columns;
        }

        @Override
        public boolean next() {
          if (isAtEnd) {
            throw new IllegalStateException("the end was told");
          }
          boolean more = lines.hasNext();
          isAtEnd = !more;
          row = more ? List.of(lines.next().split(",", -1)) : List.of();
          return more;
        }

        @Override
        public String value(int column) {
          return row.get(column);
        }

        @Override
        public void close() {}
      };
    }
  }

  /** Names it. */
  @Provides(name = "acme:stated", type = Stated.class)
  public static final class StatedProvider implements SourceProvider {}

  @Test
  void aSourceThatIsNamedBecomesATable() {
    ComponentCodec codec =
        new ComponentCodec(ComponentRegistry.discover(List.of(), List.of(new StatedProvider())));
    DataSource source =
        codec.parse(
            DataSource.class,
            "{\"type\": \"acme:stated\", \"columns\": [\"a\", \"b\"], \"rows\": [\"1,x\","
                + " \"2.5,y\", \",x\"]}");
    Table table = DataSources.read(source);
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.column("a").kind()).isEqualTo(Kind.NUMBER);
    assertThat(table.column("a").isMissing(2)).isTrue();
    assertThat(table.column("b").kind()).isEqualTo(Kind.CATEGORY);
  }

  @Test
  void aColumnThatTurnsOutToBeTextIsReadAgain() {
    Table table = DataSources.read(new Stated(List.of("a"), List.of("1", "two", "3")));
    assertThat(table.column("a").kind()).isEqualTo(Kind.CATEGORY);
    assertThat(table.column("a").categories().values()).contains("1", "two", "3");
  }

  @Test
  void aSourceIsNotAskedAgainAfterItsEnd() {
    TableStream stream =
        DataSources.stream(new Stated(List.of("a", "b"), List.of("1,2", "3,4", "5,6")));
    try (TableStream.Pieces pieces = stream.pieces(2)) {
      assertThat(pieces.next().orElseThrow().rows()).isEqualTo(2);
      assertThat(pieces.next().orElseThrow().rows()).isEqualTo(1);
      assertThat(pieces.next()).isEmpty();
      assertThat(pieces.next()).isEmpty();
    }
  }

  @Test
  void mistakesSayWhere() {
    assertThatThrownBy(() -> DataSources.read(new Stated(List.of("a"), List.of())))
        .hasMessageContaining("NN-1706 at Stated[");
    assertThatThrownBy(() -> DataSources.read(new Stated(List.of("a", "a"), List.of("1,2"))))
        .hasMessageContaining("NN-1702 at Stated[");
    assertThatThrownBy(
            () ->
                DataSources.read(
                        new Stated(List.of("a"), List.of("1")),
                        CsvOptions.DEFAULT.kinds(java.util.Map.of("a", Kind.NUMBER)))
                    .column("b"))
        .hasMessageContaining("NN-1704");
  }
}
