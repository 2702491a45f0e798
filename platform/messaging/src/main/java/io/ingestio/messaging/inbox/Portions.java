package io.ingestio.messaging.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts a list into consecutive portions of bounded size, so that what is decoded at the same time fits the heap. */
final class Portions {

    private Portions() {}

    /** Every portion is at most {@code maxBytes} large, or a single element that is larger. */
    static <T> List<List<T>> of(List<T> elements, long maxBytes, ToLongFunction<? super T> bytes) {
        List<List<T>> portions = new ArrayList<>();
        List<T> portion = new ArrayList<>();
        long size = 0;
        for (T element : elements) {
            long added = bytes.applyAsLong(element);
            if (!portion.isEmpty() && size + added > maxBytes) {
                portions.add(portion);
                portion = new ArrayList<>();
                size = 0;
            }
            portion.add(element);
            size += added;
        }
        if (!portion.isEmpty()) {
            portions.add(portion);
        }
        return portions;
    }
}
