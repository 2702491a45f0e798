package io.ingestio.testkit;

import java.time.Instant;
import java.util.Optional;

/**
 * One call that the scripted model received.
 *
 * @param number 1 for the first
 * @param text all text of its messages, without images
 * @param document the marker of the script that matched, if one did
 * @param concurrent how many calls were open when it arrived, itself included
 */
public record ModelCall(int number, Instant at, String text, Optional<String> document, int concurrent) {}
