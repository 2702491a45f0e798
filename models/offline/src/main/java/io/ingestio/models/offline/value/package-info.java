/** What a document says where: its labels, the values that belong to them, and how it writes dates and amounts. */
@NullMarked
package io.ingestio.models.offline.value;

import org.jspecify.annotations.NullMarked;
