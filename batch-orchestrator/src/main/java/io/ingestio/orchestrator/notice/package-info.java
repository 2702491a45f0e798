/** E-mails to users, through SMTP where it is configured. */
@NullMarked
package io.ingestio.orchestrator.notice;

import org.jspecify.annotations.NullMarked;
