/**
 * From a traced graph to a program: passes that rewrite graphs into equal, cheaper ones, and the
 * planner that orders instructions and shares memory between them.
 */
package org.neurite.core.compile;
