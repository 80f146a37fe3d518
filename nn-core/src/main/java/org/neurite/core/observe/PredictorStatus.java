package org.neurite.core.observe;

/**
 * How busy a predictor is, at some moment.
 *
 * @param limit how many sessions there may be
 * @param open how many sessions there are
 * @param busy how many callers are being served
 * @param waiting how many callers wait for a session, roughly
 * @param bytes memory of the weights and of the open sessions
 */
public record PredictorStatus(int limit, int open, int busy, int waiting, long bytes) {}
