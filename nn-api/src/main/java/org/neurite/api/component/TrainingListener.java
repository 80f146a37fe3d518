package org.neurite.api.component;

import org.neurite.api.API;

/**
 * Whoever wants to hear of a training. Implement one or more of {@link StepListener} and {@link
 * EpochListener}; {@code nn-core} has two more, for the begin and the end. Called on the training
 * thread.
 */
@API(API.Status.STABLE)
public interface TrainingListener extends Component {}
