/**
 * Random numbers as a function of a counter: the same on every backend, machine and number of
 * threads.
 */
package org.neurite.api.random;
