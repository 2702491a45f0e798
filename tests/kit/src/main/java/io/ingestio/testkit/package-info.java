/**
 * What tests of several modules share: the real stores, a scripted model and the checker of the system's invariants.
 */
@NullMarked
package io.ingestio.testkit;

import org.jspecify.annotations.NullMarked;
