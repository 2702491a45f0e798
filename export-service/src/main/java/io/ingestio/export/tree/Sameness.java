package io.ingestio.export.tree;

import io.ingestio.export.tree.Node.Kind;
import java.math.BigDecimal;
import java.util.Map;

/** Equality of RFC 6902: numbers by their value, objects in any order. */
final class Sameness {

    private Sameness() {}

    static boolean isSame(Node one, Node other) {
        if (one.kind() != other.kind()
                || one.items().size() != other.items().size()
                || one.members().size() != other.members().size()) {
            return false;
        }
        for (int i = 0; i < one.items().size(); i++) {
            if (!isSame(one.items().get(i), other.items().get(i))) {
                return false;
            }
        }
        for (Map.Entry<String, Node> member : one.members().entrySet()) {
            Node counterpart = other.members().get(member.getKey());
            if (counterpart == null || !isSame(member.getValue(), counterpart)) {
                return false;
            }
        }
        return one.text().equals(other.text()) || one.kind() == Kind.NUMBER && isSameNumber(one.text(), other.text());
    }

    /** Compares digits and exponents, so that a huge exponent costs nothing. */
    private static boolean isSameNumber(String one, String other) {
        return JsonText.isPrintable(one)
                && JsonText.isPrintable(other)
                && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    }
}
