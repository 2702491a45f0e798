/** What administrators did, and what others tried to do as such. */
@NullMarked
package io.ingestio.usage.admin;

import org.jspecify.annotations.NullMarked;
