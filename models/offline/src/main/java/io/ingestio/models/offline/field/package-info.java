/** The fields with rules, by kind of document: sums, parties, accounts, CVs, contracts. */
@NullMarked
package io.ingestio.models.offline.field;

import org.jspecify.annotations.NullMarked;
