package io.ingestio.reader;

/** The result of an inspection of a file's bytes: its type and page count, or why it is refused. */
public sealed interface Inspection {

    /**
     * A file that can be read.
     *
     * @param pages pages that can be reached and rendered, counted one by one, never the number that a PDF claims; 1 for an image
     */
    record Accepted(FileType type, int pages) implements Inspection {}

    /**
     * A file that cannot be read.
     *
     * @param detail a sentence for the user; without anything of the file's content
     */
    record Refused(RefusalCode code, String detail) implements Inspection {

        /** A refusal with the sentence of its code. */
        public static Refused of(RefusalCode code) {
            return new Refused(code, code.sentence());
        }
    }
}
