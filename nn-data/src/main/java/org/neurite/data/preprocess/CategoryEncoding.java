package org.neurite.data.preprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;

/** How categories are encoded. */
public sealed interface CategoryEncoding extends Encoding {
  @Override
  default Kind kind() {
    return Kind.CATEGORY;
  }

  /** One input for each value. */
  record OneHot() implements CategoryEncoding {
    @Override
    public FeatureFitter fitter(String column) {
      return new Fitter(column, counts -> fit(column, counts));
    }

    private static Feature fit(String column, CategoryCounts counts) {
      List<Double> shares = new ArrayList<>();
      counts.counts().values().forEach(count -> shares.add(counts.share(count)));
      if (counts.hasMissing()) {
        shares.add(counts.missingShare());
      }
      List<String> values = List.copyOf(counts.counts().keySet());
      return new CategoryFeature(column, values, counts.hasMissing(), shares);
    }
  }

  /**
   * One number, by the values' order.
   *
   * @param order the values from first to last; empty for the order of their characters
   */
  record Ordinal(List<String> order) implements CategoryEncoding {
    /** Copies the list. */
    public Ordinal {
      order = List.copyOf(order);
    }

    @Override
    public FeatureFitter fitter(String column) {
      return new Fitter(column, counts -> fit(column, counts));
    }

    private Feature fit(String column, CategoryCounts counts) {
      Map<String, Long> found = counts.counts();
      List<String> values = order.isEmpty() ? List.copyOf(found.keySet()) : order;
      double sum = 0;
      long rows = 0;
      for (Map.Entry<String, Long> value : found.entrySet()) {
        int position = values.indexOf(value.getKey());
        if (position < 0) {
          throw new DataException(
              Problem.of(ErrorCode.BAD_VALUE)
                  .at(column)
                  .expected("one of the stated values " + String.join(", ", values))
                  .found("'" + value.getKey() + "'")
                  .mend("state the whole order, as in ordinal=low<middle<high"));
        }
        sum += OrdinalFeature.number(position, values.size()) * value.getValue();
        rows += value.getValue();
      }
      double mean = rows == 0 ? 0 : sum / rows;
      return new OrdinalFeature(column, values, mean, counts.hasMissing(), counts.missingShare());
    }
  }

  /**
   * A number of inputs that the values share by their hash.
   *
   * @param buckets how many inputs, from 2 to {@value HashFeature#MOST}
   */
  record Hashing(int buckets) implements CategoryEncoding {
    /** Checks the number of inputs. */
    public Hashing {
      HashFeature checked = new HashFeature("", buckets);
      assert checked.buckets() == buckets;
    }

    @Override
    public boolean takesManyValues() {
      return true;
    }

    @Override
    public FeatureFitter fitter(String column) {
      return new FeatureFitter() {
        @Override
        public void add(Column piece, int[] training) {
          // a hash is the same whatever the rows hold
        }

        @Override
        public void merge(FeatureFitter other) {
          // nothing is learnt
        }

        @Override
        public Feature fit() {
          return new HashFeature(column, buckets);
        }
      };
    }
  }

  /** One whole number for an embedding layer. */
  record Index() implements CategoryEncoding {
    @Override
    public boolean takesManyValues() {
      return true;
    }

    @Override
    public FeatureFitter fitter(String column) {
      return new Fitter(
          column,
          counts ->
              new IndexFeature(
                  column,
                  counts.counts().entrySet().stream()
                      .filter(value -> value.getValue() > 0)
                      .map(Map.Entry::getKey)
                      .toList()));
    }
  }

  /** Counts values and makes something of them. */
  final class Fitter implements FeatureFitter {
    private final CategoryCounts counts;
    private final Function<CategoryCounts, Feature> end;

    private Fitter(String column, Function<CategoryCounts, Feature> end) {
      this.counts = new CategoryCounts(column);
      this.end = end;
    }

    @Override
    public void add(Column piece, int[] training) {
      counts.add((CategoryColumn) piece, training);
    }

    @Override
    public void merge(FeatureFitter other) {
      counts.merge(((Fitter) other).counts);
    }

    @Override
    public Feature fit() {
      return end.apply(counts);
    }
  }
}
