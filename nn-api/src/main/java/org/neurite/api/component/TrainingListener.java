package org.neurite.api.component;

/**
 * Whoever wants to hear of a training. Implement one or more of {@link StepListener} and {@link
 * EpochListener}; {@code nn-core} has two more, for the begin and the end. Called on the training
 * thread.
 */
public interface TrainingListener extends Component {}
