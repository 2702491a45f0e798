package io.ingestio.models;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value that a person corrected in an earlier document of the same sender.
 *
 * @param field  the path without positions of items, such as {@code line_items.amount}
 * @param before what was read, as JSON; null where nothing was
 * @param after  what is right, as JSON; null where there is nothing
 */
public record CorrectionExample(
        String field, @Nullable String before, @Nullable String after) {

    /** The example as a JSON object on one line. It has no angle brackets, so no text in it can end a part that is fenced by them. */
    String line() {
        String line = "{\"field\":" + JsonMapper.shared().writeValueAsString(field) + ",\"read\":" + before
                + ",\"right\":" + after + "}";
        return line.replace("<", "\\u003c").replace(">", "\\u003e").replaceAll("\\R", " ");
    }
}
