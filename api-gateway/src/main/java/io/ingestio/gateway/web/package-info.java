/** The web front end: its files, what it must know of this installation, and signing in on one machine. */
@NullMarked
package io.ingestio.gateway.web;

import org.jspecify.annotations.NullMarked;
