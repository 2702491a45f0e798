/** Runs the tests of the web front end, which are written for a browser, as tests of this build. */
package io.ingestio.browser;
