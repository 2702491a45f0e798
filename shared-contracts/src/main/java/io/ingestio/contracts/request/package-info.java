/** What users may ask for: prompt strategies, types of documents, the longest texts. */
@NullMarked
package io.ingestio.contracts.request;

import org.jspecify.annotations.NullMarked;
