/** The contracts of the test kit, held by every built-in component. */
package org.neurite.testkit.contract;
