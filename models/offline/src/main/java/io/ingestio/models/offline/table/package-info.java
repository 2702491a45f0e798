/** Tables of a document: the items of an invoice or receipt and the transactions of a bank statement. */
@NullMarked
package io.ingestio.models.offline.table;

import org.jspecify.annotations.NullMarked;
