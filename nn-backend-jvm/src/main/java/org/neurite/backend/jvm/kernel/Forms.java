package org.neurite.backend.jvm.kernel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Other forms of an array that doesn't change any more, each made once for all sessions. They live
 * as long as the array. Thread-safe.
 */
public final class Forms {
  private final ConcurrentMap<Object, Object> made = new ConcurrentHashMap<>();

  /** None at first. */
  public Forms() {}

  /**
   * A form of the array.
   *
   * @param <F> its type
   * @param key says which form, and of which layout
   * @param type its type
   * @param maker computes it from the array
   * @return what the maker made when it was first asked for
   */
  public <F> F get(Object key, Class<F> type, Supplier<F> maker) {
    return type.cast(made.computeIfAbsent(key, k -> maker.get()));
  }
}
