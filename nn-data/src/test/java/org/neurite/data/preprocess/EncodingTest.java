package org.neurite.data.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurite.data.Schema;
import org.neurite.data.Table;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.DateColumn;
import org.neurite.data.column.Dates;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EncodingTest {
  private static final double NAN = Double.NaN;

  private static Feature fit(String encoding, Column column) {
    FeatureFitter fitter = Encoding.of(encoding).fitter(column.name());
    fitter.add(column, TablePreprocessing.allRows(column.rows()));
    return fitter.fit();
  }

  private static float[] encode(String encoding, Column column, int row) {
    Feature feature = fit(encoding, column);
    float[] out = new float[feature.width()];
    feature.encoder(column).encode(row, out, 0);
    return out;
  }

  private static NumberColumn numbers(double... values) {
    return NumberColumn.of("x", values);
  }

  @Test
  void numbersAreScaled() {
    NumberColumn column = numbers(0, 1, 2, 3, 104);

    assertThat(encode("min-max", column, 2)[0]).isCloseTo(2 / 104f, within(1e-7f));
    assertThat(encode("robust", column, 4)).containsExactly(51);
    assertThat(encode("none", column, 4)).containsExactly(104);
    assertThat(encode("standardise", column, 4)[0]).isCloseTo(1.9994f, within(1e-3f));
    assertThat(encode("log,none", numbers(Math.expm1(2), -Math.expm1(3)), 1)[0])
        .isCloseTo(-3, within(1e-6f));
    assertThat(encode("log,min-max", numbers(0, Math.expm1(1), Math.expm1(4)), 1)[0])
        .isCloseTo(0.25f, within(1e-6f));
  }

  @Test
  void robustFallsBackToTheDeviationWhereHalfIsAlike() {
    assertThat(encode("robust", numbers(5, 5, 5, 5, 5, 5, 5, 13), 7)[0])
        .isCloseTo((float) (8 / Math.sqrt(7)), within(1e-5f));
  }

  @Test
  void numbersAreClippedByBoundsOrQuantiles() {
    assertThat(encode("clip=0..10,none", numbers(-5, 5, 50), 0)).containsExactly(0);
    assertThat(encode("clip=0..10,none", numbers(-5, 5, 50), 2)).containsExactly(10);
    assertThat(encode("clip=0..10,min-max", numbers(-5, 5, 50), 1)).containsExactly(0.5f);
    assertThat(encode("clip=25%..75%,none", numbers(0, 1, 2, 3, 100), 4)).containsExactly(3);
    assertThat(encode("clip=25%..75%,none", numbers(7, 7, 7), 0)).containsExactly(7);
    NumberColumn outlier = numbers(0, 1, 2, 3, 100);
    assertThat(encode("clip=25%..75%,min-max", outlier, 0)).containsExactly(0);
    assertThat(encode("clip=25%..75%,min-max", outlier, 2)).containsExactly(0.5f);
    assertThat(encode("clip=25%..75%,min-max", outlier, 4)).containsExactly(1);
    assertThat(encode("clip=25%..75%,log,min-max", outlier, 4)).containsExactly(1);
  }

  @Test
  void missingNumbersAreFilledIn() {
    assertThat(encode("none", numbers(1, 2, 30, NAN), 3)).containsExactly(2, 1);
    assertThat(encode("impute=mean,none", numbers(1, 2, 30, NAN), 3)).containsExactly(11, 1);
    assertThat(encode("impute=-1,none", numbers(1, 2, 30, NAN), 3)).containsExactly(-1, 1);
  }

  @Test
  void orderedCategoriesAreOneNumber() {
    CategoryColumn sizes = CategoryColumn.of("x", List.of("low", "high", "middle", "high", ""));

    assertThat(encode("ordinal=low<middle<high", sizes, 2)).containsExactly(0.5f, 0);
    assertThat(encode("ordinal=low<middle<high", sizes, 1)).containsExactly(1, 0);
    assertThat(encode("ordinal=low<middle<high", sizes, 4)).containsExactly(0.625f, 1);
    assertThat(encode("ordinal", sizes, 1)).containsExactly(0, 0);
    assertThatThrownBy(() -> fit("ordinal=low<high", sizes))
        .hasMessageContaining("NN-1703 at x: expected one of the stated values low, high")
        .hasMessageContaining("found 'middle'");
  }

  @Test
  void hashedCategoriesShareInputs() {
    CategoryColumn names = CategoryColumn.of("x", List.of("ann", "bob", "", "ann"));

    assertThat(encode("hash=8", names, 0)).hasSize(8).isEqualTo(encode("hash=8", names, 3));
    assertThat(encode("hash=8", names, 2)).containsOnly(0);
    assertThat(new HashFeature("x", 1000).bucket("ann")).isEqualTo(BUCKET_OF_ANN);
  }

  /** FNV-1a of the three letters, computed apart. */
  private static final int BUCKET_OF_ANN = bucketOfAnn();

  private static int bucketOfAnn() {
    BigInteger hash = new BigInteger("14695981039346656037");
    BigInteger size = BigInteger.ONE.shiftLeft(64);
    for (char letter : "ann".toCharArray()) {
      hash =
          hash.xor(BigInteger.valueOf(letter)).multiply(new BigInteger("1099511628211")).mod(size);
    }
    return hash.xor(hash.shiftRight(32)).mod(BigInteger.valueOf(1000)).intValueExact();
  }

  @Test
  void indicesAreForEmbeddings() {
    CategoryColumn names = CategoryColumn.of("x", List.of("b", "a", "", "b"));
    IndexFeature feature = (IndexFeature) fit("index", names);
    float[] out = new float[1];
    feature.encoder(CategoryColumn.of("x", List.of("c"))).encode(0, out, 0);

    assertThat(feature.entries()).isEqualTo(3);
    assertThat(out).containsExactly(0);
    assertThat(encode("index", names, 0)).containsExactly(2);
    assertThat(encode("index", names, 2)).containsExactly(0);
  }

  @Test
  void datesAreTakenApart() {
    DateColumn dates =
        DateColumn.of("x", List.of("2024-01-01", "2026-07-01T06:00", "", "2025-04-01 12:00:00"));

    assertThat(encode("date=year", dates, 0)[0]).isCloseTo(-1.2247f, within(1e-3f));
    assertThat(encode("date=year", dates, 2)).containsExactly(0, 1);
    assertThat(encode("date=month", dates, 0)).containsExactly(0, 1, 0);
    assertThat(encode("date=month", dates, 3)[0]).isCloseTo(1, within(1e-6f));
    assertThat(encode("date=hour", dates, 1)[0]).isCloseTo(1, within(1e-6f));
    assertThat(encode("date=hour", dates, 3)[1]).isCloseTo(-1, within(1e-6f));
    assertThat(encode("date=weekday+day", dates, 0)).hasSize(5).startsWith(0, 1, 0, 1);
    assertThat(encode("date=time", dates, 0)[0]).isNegative();
    assertThat(fit("date", dates).width()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29, 1709164800",
    "2024-02, 1706745600",
    "2024-02-29T13:45:10.5, 1709214310",
    "2024-02-29 13:45, 1709214300",
    "2024-02-29T13:45:00+01:00, 1709210700",
    "2024-02-29T12:45:00Z, 1709210700",
    "2023-02-29, NaN",
    "29.02.2024, NaN",
    "soon, NaN"
  })
  void datesAreReadAsIso8601WritesThem(String text, double seconds) {
    assertThat(Double.valueOf(Dates.parse(text))).isEqualTo(Double.valueOf(seconds));
  }

  @Test
  void wrongDatesAreRefused() {
    assertThatThrownBy(() -> DateColumn.of("x", List.of("2024-01-01", "yesterday")))
        .hasMessageContaining("NN-1703 at x:1: expected a date as in 2024-02-29");
  }

  @Test
  void partsThatAreMergedGiveWhatTheWholeGives() {
    Map<String, Encoding> encodings =
        Map.of(
            "n", Encoding.of("log,robust"),
            "c", Encoding.of("one-hot"),
            "d", Encoding.of("date"));
    List<Column> columns =
        List.of(
            NumberColumn.of("n", 1, 5, NAN, 9, 2, 8),
            CategoryColumn.of("c", List.of("a", "b", "a", "", "c", "a")),
            DateColumn.of(
                "d", List.of("2024-01-01", "2025-02-03", "", "2026-01-01", "2020-01-01", "")),
            NumberColumn.of("y", 1, 2, 3, 4, 5, 6));
    TableFitter whole = fitter(encodings);
    whole.add(columns, new int[] {0, 1, 2, 4, 5});
    TableFitter first = fitter(encodings);
    first.add(columns, new int[] {0, 1});
    TableFitter second = fitter(encodings);
    second.add(columns, new int[] {2, 4, 5});
    second.merge(first);

    assertThat(second.fit()).isEqualTo(whole.fit());
    assertThat(second.trainingRows()).isEqualTo(5);
  }

  private static TableFitter fitter(Map<String, Encoding> encodings) {
    return new TableFitter(new TreeMap<>(encodings), "y", Kind.NUMBER, Task.REGRESSION, List.of());
  }

  @Test
  void allKindsComeBackFromJsonAsTheyWere() {
    CategoryColumn letters = CategoryColumn.of("x", List.of("a", "b", ""));
    List<Feature> features =
        List.of(
            fit("log,clip=1..5,robust,impute=3", numbers(1, 2, 3, NAN)),
            fit("ordinal", letters),
            fit("hash=16", letters),
            fit("index", letters),
            fit("one-hot", letters),
            fit("date=year+month", DateColumn.of("x", List.of("2024-01-01", "2025-01-01"))));
    TablePreprocessing table =
        new TablePreprocessing(features, new NumberTarget("y", 1, 2), List.of("id"));

    assertThat(read(table.toJson())).isEqualTo(table);
    for (Feature feature : features) {
      assertThat(feature.describe(Double::toString)).isNotBlank();
    }
  }

  private static Preprocessing read(ObjectNode json) {
    return Preprocessing.fromJson((ObjectNode) JsonMapper.shared().readTree(json.toString()));
  }

  @Test
  void versionOneStillLoads() {
    String json =
        "{\"version\":1,\"kind\":\"table\",\"features\":[{\"column\":\"x\",\"kind\":\"number\","
            + "\"mean\":1.5,\"deviation\":0.5,\"median\":1.25,\"indicator\":true,"
            + "\"missingShare\":0.25},{\"column\":\"c\",\"kind\":\"category\",\"values\":[\"a\"],"
            + "\"indicator\":false,\"shares\":[1.0]}],\"ignored\":[],\"target\":{\"column\":\"y\","
            + "\"task\":\"regression\",\"mean\":0.0,\"deviation\":1.0}}";
    TablePreprocessing table =
        (TablePreprocessing)
            Preprocessing.fromJson((ObjectNode) JsonMapper.shared().readTree(json));

    assertThat(table.features())
        .containsExactly(
            NumberFeature.standardised("x", 1.5, 0.5, 1.25, true, 0.25),
            new CategoryFeature("c", List.of("a"), false, List.of(1.0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqrt|expected standardise, min-max, robust, none, log, clip=LOW..HIGH",
        "clip=3|expected clip=LOW..HIGH, as in clip=0..100 or clip=1%..99%, found 'clip=3'",
        "clip=3..1|expected a low bound and a higher one",
        "clip=x..1|expected a number, found 'x'",
        "clip=1%..101%|expected a low bound and a higher one",
        "impute=often|expected a number, found 'often'",
        "hash=1|expected a number of inputs from 2 to 1048576, found 1",
        "hash=2.5|expected a whole number",
        "hash|expected a number, found ''",
        "date=century|expected parts of a date",
        "one-hot,log|expected words for numbers, or one for a category or a date",
        "''|expected words for numbers"
      })
  void unknownWordsAreRefused(String text, String message) {
    assertThatThrownBy(() -> Encoding.of(text))
        .hasMessageContaining("NN-1404 at ")
        .hasMessageContaining(message);
  }

  @Test
  void theSchemaNamesDates() {
    Table table =
        Table.of(
            "t",
            List.of(
                DateColumn.of("d", List.of("2024-01-01", "", "2024-01-03")),
                NumberColumn.of("y", 1.5, 2.5, 3.25)));

    assertThat(table.target("y").schema().columns())
        .extracting(Schema.Entry::kind)
        .containsExactly(Kind.DATE, Kind.NUMBER);
    assertThat(table.target("y").schema().columns().get(0).missing()).isTrue();
    assertThat(table.target("y").features().elements(1)).isEqualTo(8);
  }
}
