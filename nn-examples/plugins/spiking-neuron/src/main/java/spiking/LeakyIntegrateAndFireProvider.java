package spiking;

import org.neurite.api.component.LayerProvider;
import org.neurite.api.component.Provides;

/** Names {@link LeakyIntegrateAndFire} in model files and on the command line. */
@Provides(name = "spiking:lif", type = LeakyIntegrateAndFire.class)
public final class LeakyIntegrateAndFireProvider implements LayerProvider {}
