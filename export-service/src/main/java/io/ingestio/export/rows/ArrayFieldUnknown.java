package io.ingestio.export.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents do not have the array whose items should become rows. */
public final class ArrayFieldUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMED = 50;

    private final transient List<String> arrays;

    private ArrayFieldUnknown(List<String> arrays) {
        super(sentence(arrays), null, false, false);
        this.arrays = arrays;
    }

    private static String sentence(List<String> arrays) {
        if (arrays.isEmpty()) {
            return "These documents have no list of items to make rows of.";
        }
        String more = arrays.size() > MOST_NAMED ? ", and " + (arrays.size() - MOST_NAMED) + " more" : "";
        return "These documents have no list of this name. There are: "
                + String.join(", ", arrays.subList(0, Math.min(arrays.size(), MOST_NAMED))) + more + ".";
    }

    /**
     * The array whose items become rows: the wanted one, or the first.
     *
     * @param wanted null for the first
     * @param arrays that the documents have, the most common one first
     * @throws ArrayFieldUnknown that names the arrays there are
     */
    public static String require(@Nullable String wanted, List<String> arrays) {
        if (wanted == null ? arrays.isEmpty() : !arrays.contains(wanted)) {
            throw new ArrayFieldUnknown(arrays);
        }
        return wanted != null ? wanted : arrays.getFirst();
    }

    public List<String> arrays() {
        return arrays;
    }

    /** A sentence the user can act on. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
