package io.ingestio.reader.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ingestio.reader.Picture;

/** A request to a child about one file; paths are absolute. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Request.Inspect.class, name = "inspect"),
    @JsonSubTypes.Type(value = Request.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Request.Render.class, name = "render")
})
public sealed interface Request {

    String file();

    Limits limits();

    /** Limits that the child checks itself, because a rejection is more precise than its death. */
    record Limits(int maxPages, long maxPagePixels, long maxImagePixels, long maxCharacters) {}

    /** Answered by {@link Reply.Accepted} or {@link Reply.Rejected}. */
    record Inspect(String file, Limits limits) implements Request {}

    /** Answered by one {@link Reply.Page} a page, then {@link Reply.Done}; or {@link Reply.Rejected} at any point. */
    record Read(String file, Limits limits) implements Request {}

    /** Answered by {@link Reply.Done} once the picture is written, or {@link Reply.Rejected}. */
    record Render(String file, int pageNumber, Picture picture, String into, Limits limits) implements Request {}
}
