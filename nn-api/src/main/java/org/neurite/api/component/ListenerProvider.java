package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link TrainingListener} are found. */
@API(API.Status.STABLE)
public interface ListenerProvider extends ComponentProvider<TrainingListener> {}
