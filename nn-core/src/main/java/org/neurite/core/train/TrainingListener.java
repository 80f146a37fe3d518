package org.neurite.core.train;

/**
 * Whoever wants to hear of a training. Implement one or more of {@link StartListener}, {@link
 * StepListener}, {@link EpochListener} and {@link EndListener}. Called on the training thread.
 */
public interface TrainingListener {}
