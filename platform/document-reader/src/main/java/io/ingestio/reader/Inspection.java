package io.ingestio.reader;

/** The result of an inspection of a file's bytes: its type and page count, or why it is rejected. */
public sealed interface Inspection {

    /**
     * A file that can be read.
     *
     * @param pages pages that can be reached and rendered, counted one by one, never the number that a PDF claims; 1 for an image
     * @param damaged whether the file was cut off or pages that it names are not in it: there was more than {@code pages}
     */
    record Accepted(FileType type, int pages, boolean damaged) implements Inspection {

        /** A file without visible damage. */
        public static Accepted whole(FileType type, int pages) {
            return new Accepted(type, pages, false);
        }
    }

    /**
     * A file that cannot be read.
     *
     * @param detail a sentence for the user; without anything of the file's content
     */
    record Rejected(RejectionCode code, String detail) implements Inspection {

        /** A rejection with the sentence of its code. */
        public static Rejected of(RejectionCode code) {
            return new Rejected(code, code.sentence());
        }
    }
}
