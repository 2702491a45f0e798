/** What the API answers about batches, documents, their data and exports, as far as the command line uses it. */
@NullMarked
package io.ingestio.launcher.client.view;

import org.jspecify.annotations.NullMarked;
