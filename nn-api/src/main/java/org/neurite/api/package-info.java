/**
 * Errors of Neurite. Every failure that a user can cause is a {@link
 * org.neurite.api.NeuriteException} with a stable {@link org.neurite.api.ErrorCode} and a message
 * that says where, what was expected, what was found and how to mend it.
 */
package org.neurite.api;
