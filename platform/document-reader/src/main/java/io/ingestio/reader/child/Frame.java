package io.ingestio.reader.child;

/**
 * A page of an image file, as its header describes it.
 *
 * @param index in the file, from 0, those that are no pages included
 * @param storedWidth before it is turned
 */
record Frame(int index, int storedWidth, int storedHeight, Orientation orientation) {

    /** As displayed. */
    int width() {
        return orientation.swapsSides() ? storedHeight : storedWidth;
    }

    int height() {
        return orientation.swapsSides() ? storedWidth : storedHeight;
    }

    long pixels() {
        return (long) storedWidth * storedHeight;
    }
}
