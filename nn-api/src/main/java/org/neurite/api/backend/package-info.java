/**
 * What a backend implements: memory, preparation of programs, sessions. Backends own all memory;
 * data cross this border only by copying into and out of {@link
 * org.neurite.api.backend.DeviceBuffer}s.
 */
package org.neurite.api.backend;
