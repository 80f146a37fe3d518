package com.acme;

import com.google.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;
import org.neurite.api.component.ListenerProvider;
import org.neurite.api.component.Provides;

/** Names {@link Audited}, and gives it the application's log. */
@Provides(name = "acme:audited", type = Audited.class)
public final class AuditedProvider implements ListenerProvider {
  private final Consumer<String> audit;

  @Inject
  AuditedProvider(Consumer<String> audit) {
    this.audit = audit;
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return Optional.of(type.cast(audit));
  }
}
