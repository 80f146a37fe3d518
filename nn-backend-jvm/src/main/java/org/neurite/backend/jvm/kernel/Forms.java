package org.neurite.backend.jvm.kernel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Other forms of an array that stays as it is for a while: for good if it was frozen, and then they
 * are made once for all sessions; or as long as a loop runs that reads it at every step.
 * Thread-safe but for {@link #refresh}.
 */
public final class Forms {

  /** An array in another form. */
  public interface Form {
    /** Takes the array's present content. */
    void refresh();
  }

  private final ConcurrentMap<Object, Form> made = new ConcurrentHashMap<>();
  private final boolean lasting;

  /**
   * None at first.
   *
   * @param lasting whether the array stays as it is for good
   */
  public Forms(boolean lasting) {
    this.lasting = lasting;
  }

  /**
   * Whether forms are made once and for all; otherwise making one has to pay within a loop.
   *
   * @return whether the array stays as it is for good
   */
  public boolean isLasting() {
    return lasting;
  }

  /**
   * A form of the array.
   *
   * @param <F> its type
   * @param key says which form, and of which layout
   * @param type its type
   * @param maker makes it; it is refreshed then
   * @return what the maker made when it was first asked for
   */
  public <F extends Form> F get(Object key, Class<F> type, Supplier<F> maker) {
    return type.cast(
        made.computeIfAbsent(
            key,
            k -> {
              F form = maker.get();
              form.refresh();
              return form;
            }));
  }

  /** Brings all forms up to date. */
  public void refresh() {
    made.values().forEach(Form::refresh);
  }
}
