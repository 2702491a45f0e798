/** Who may call what of a service that has a database, and how its failures are told. */
@NullMarked
package io.ingestio.tenancy.http;

import org.jspecify.annotations.NullMarked;
