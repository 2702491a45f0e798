package io.ingestio.reader;

import java.util.List;

/**
 * The text layer of a document, page by page, first page first.
 *
 * @param damaged whether the file was cut off or pages that it names are not in it: there was more than these pages
 */
public record DocumentText(List<PageText> pages, boolean damaged) {

    public DocumentText {
        pages = List.copyOf(pages);
    }

    /** The text of a file without visible damage. */
    public DocumentText(List<PageText> pages) {
        this(pages, false);
    }

    /** The same document with these pages. */
    public DocumentText withPages(List<PageText> read) {
        return new DocumentText(read, damaged);
    }

    /** Whether any page has words. */
    public boolean hasWords() {
        return pages.stream().anyMatch(page -> !page.words().isEmpty());
    }
}
