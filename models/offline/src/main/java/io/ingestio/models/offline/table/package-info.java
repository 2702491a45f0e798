/** Tables of a document: the items of an invoice or receipt and the bookings of a bank statement. */
@NullMarked
package io.ingestio.models.offline.table;

import org.jspecify.annotations.NullMarked;
