package io.ingestio.jsonschema;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regular expressions whose matches share a budget of characters read: a pattern that backtracks without end exhausts it and stops.
 * The same pattern and text always cost the same, so that the outcome does not depend on the machine's load. Used by one thread at
 * a time.
 */
final class BoundedPatterns implements RegularExpressionFactory {

    static final int MAX_PATTERN = 500;
    private static final int BUDGET = 5_000_000;
    private static final int INTERRUPT_MASK = 0xfff;

    private int left;

    /** Gives the next check its budget. */
    void refill() {
        left = BUDGET;
    }

    /** @throws java.util.regex.PatternSyntaxException if the pattern is wrong */
    static Pattern compile(String pattern) {
        return Pattern.compile(RegularExpressions.replaceDollarAnchors(
                RegularExpressions.replaceLongformCharacterProperties(pattern)));
    }

    @Override
    public RegularExpression getRegularExpression(String pattern) {
        Pattern compiled = compile(pattern);
        return text -> find(compiled.matcher(new Metered(text)));
    }

    private static boolean find(Matcher matcher) {
        try {
            return matcher.find();
        } catch (StackOverflowError e) {
            throw new CheckLimitExceeded("a regular expression recurses too deeply");
        }
    }

    private void read() {
        if (--left < 0) {
            throw new CheckLimitExceeded("the regular expressions read too many characters");
        }
        if ((left & INTERRUPT_MASK) == 0 && Thread.currentThread().isInterrupted()) {
            throw new CheckLimitExceeded("interrupted");
        }
    }

    /** A text that counts how often its characters are read. */
    private final class Metered implements CharSequence {
        private final CharSequence text;

        Metered(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            read();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Metered(text.subSequence(start, end));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
