/** The audit log of administrators, refused calls included. */
@NullMarked
package io.ingestio.usage.admin;

import org.jspecify.annotations.NullMarked;
