/** The service's own schema: its roles, its migrations, and transactions that run as one user or as the service. */
@NullMarked
package io.ingestio.database;

import org.jspecify.annotations.NullMarked;
