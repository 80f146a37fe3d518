package olfaction;

import org.neurite.api.component.LayerProvider;
import org.neurite.api.component.Provides;

/** Names {@link OlfactoryProjection} in model files and on the command line. */
@Provides(name = "olfaction:projection", type = OlfactoryProjection.class)
public final class OlfactoryProjectionProvider implements LayerProvider {}
