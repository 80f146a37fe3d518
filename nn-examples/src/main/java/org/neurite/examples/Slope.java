package org.neurite.examples;

/**
 * How wrong a neuron is, and which way is up.
 *
 * @param loss mean squared error
 * @param dw its derivative by the weight
 * @param db its derivative by the bias
 */
record Slope(double loss, double dw, double db) {}
