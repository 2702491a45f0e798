package io.ingestio.reader;

/** What a look at a file's bytes says: what it is and how many pages it has, or why it is refused. */
public sealed interface Inspection {

    /**
     * A file that can be read.
     *
     * @param pages pages that can be reached and drawn, counted one by one: never the number a PDF claims; 1 for an image
     */
    record Accepted(FileType type, int pages) implements Inspection {}

    /**
     * A file that cannot.
     *
     * @param detail a sentence for the user; holds nothing of the file's content
     */
    record Refused(RefusalCode code, String detail) implements Inspection {

        /** A refusal that says what its code says. */
        public static Refused of(RefusalCode code) {
            return new Refused(code, code.sentence());
        }
    }
}
