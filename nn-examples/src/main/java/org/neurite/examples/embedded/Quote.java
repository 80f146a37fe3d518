package org.neurite.examples.embedded;

/**
 * An answer, and which model gave it.
 *
 * @param dollars the price
 * @param model the beginning of the SHA-256 of the model's file
 */
public record Quote(long dollars, String model) {}
