/** A user's pages in a billing period: what the plan allows, what is used, reserved and left. */
@NullMarked
package io.ingestio.usage.account;

import org.jspecify.annotations.NullMarked;
