/** Credits: pages beside those of the plan, bought or granted. */
@NullMarked
package io.ingestio.usage.credit;

import org.jspecify.annotations.NullMarked;
