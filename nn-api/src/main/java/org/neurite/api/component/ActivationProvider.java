package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link Activation} are found. */
@API(API.Status.STABLE)
public interface ActivationProvider extends ComponentProvider<Activation> {}
