package io.ingestio.reader.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ingestio.reader.FileType;
import io.ingestio.reader.PageText;
import io.ingestio.reader.RejectionCode;

/** A reply of a child. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Reply.Page.class, name = "page"),
    @JsonSubTypes.Type(value = Reply.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Reply.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = Reply.Done.class, name = "done")
})
public sealed interface Reply {

    /** The first reply of a child: it runs. */
    record Ready() implements Reply {}

    /** One page of a document that is being read; more replies follow. */
    record Page(PageText text) implements Reply {}

    record Accepted(FileType type, int pages, boolean damaged) implements Reply {}

    record Rejected(RejectionCode code, String detail) implements Reply {

        public static Rejected of(RejectionCode code) {
            return new Rejected(code, code.sentence());
        }
    }

    /** @param damaged of a text: whether there was more than could be read */
    record Done(boolean damaged) implements Reply {}
}
