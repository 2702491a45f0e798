package io.ingestio.reader;

import java.util.List;

/** The text layer of a document, page by page, first page first. */
public record DocumentText(List<PageText> pages) {

    public DocumentText {
        pages = List.copyOf(pages);
    }

    /** Whether any page has words. */
    public boolean hasWords() {
        return pages.stream().anyMatch(page -> !page.words().isEmpty());
    }
}
