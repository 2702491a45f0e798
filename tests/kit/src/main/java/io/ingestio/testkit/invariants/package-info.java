/** What must be true after every fault: asked of the running system, in its own database and topics. */
@NullMarked
package io.ingestio.testkit.invariants;

import org.jspecify.annotations.NullMarked;
