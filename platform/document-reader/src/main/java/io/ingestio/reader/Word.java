package io.ingestio.reader;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One word of a page and its box, in points (1/72 inch; pixels for an image) from the page's top left corner, as the
 * page is displayed. Serialised as {@code ["text", x, y, width, height]}: a long document has a million of them.
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"text", "x", "y", "width", "height"})
public record Word(String text, float x, float y, float width, float height) {

    public float right() {
        return x + width;
    }

    public float bottom() {
        return y + height;
    }

    public float middle() {
        return y + height / 2;
    }
}
