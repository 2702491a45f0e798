/** The invariants that hold after every fault, checked in the running system's database and topics. */
@NullMarked
package io.ingestio.testkit.invariants;

import org.jspecify.annotations.NullMarked;
