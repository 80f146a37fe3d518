/**
 * Training: data sets read batch by batch, the trainer that runs one compiled program per step, its
 * listeners and what it gives.
 */
package org.neurite.core.train;
