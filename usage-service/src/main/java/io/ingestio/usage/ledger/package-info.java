/** What happened to a user's pages, for the user to read and to add up. */
@NullMarked
package io.ingestio.usage.ledger;

import org.jspecify.annotations.NullMarked;
