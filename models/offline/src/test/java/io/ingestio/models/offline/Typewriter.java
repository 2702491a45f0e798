package io.ingestio.models.offline;

import io.ingestio.models.Instructions;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.reader.DocumentText;
import io.ingestio.reader.PageText;
import io.ingestio.reader.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages typed as text blocks: a character is 6 points wide, a line 16 high; two or more spaces separate cells. */
final class Typewriter {
    private static final Pattern WORD = Pattern.compile("\\S+");

    private Typewriter() {}

    static DocumentText pages(String... pages) {
        List<PageText> typed = new ArrayList<>();
        for (String page : pages) {
            List<Word> words = new ArrayList<>();
            String[] lines = page.split("\n", -1);
            for (int row = 0; row < lines.length; row++) {
                Matcher word = WORD.matcher(lines[row]);
                while (word.find()) {
                    words.add(new Word(
                            word.group(),
                            40 + 6f * word.start(),
                            40 + 16f * row,
                            6f * word.group().length(),
                            10));
                }
            }
            typed.add(new PageText(typed.size() + 1, 595, 842, words));
        }
        return new DocumentText(typed);
    }

    static Map<String, Object> extract(String prompt, String... pages) {
        Reading reading = Reading.of(pages(pages));
        return OfflineModel.data(reading, Classifier.type(reading), new Instructions(prompt, null, null));
    }

    static String type(String... pages) {
        return Classifier.type(Reading.of(pages(pages)));
    }
}
