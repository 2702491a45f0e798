package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTextIT extends ReaderFixture {

    @Test
    void wordsHaveTheirBoxes() throws IOException {
        DocumentText text = reader.read(file(TestPdfs.text("Invoice number: 4711\nTotal 1.234,56", "Second page")))
                .block(LONG);

        assertThat(text.pages()).extracting(PageText::number).containsExactly(1, 2);
        PageText first = text.pages().getFirst();
        assertThat(first.lines()).extracting(Line::text).containsExactly("Invoice number: 4711", "Total 1.234,56");
        Word word = first.words().getFirst();
        assertThat(word.x()).isCloseTo(72, within(1f));
        assertThat(word.bottom()).isBetween(72f, 76f);
        assertThat(word.height()).isBetween(8f, 14f);
        assertThat(first.words().getLast().right()).isLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void readsATurnedPageAsItIsDisplayed(int rotation) throws IOException {
        PageText page = reader.read(file(TestPdfs.turned(rotation, "left right")))
                .block(LONG)
                .pages()
                .getFirst();

        assertThat(page.width()).isCloseTo(rotation == 180 ? 595 : 842, within(1f));
        assertThat(page.lines()).extracting(Line::text).containsExactly("left right");
        Word left = page.words().getFirst();
        assertThat(left.width()).isGreaterThan(left.height());
        assertThat(left.right()).isBetween(0f, page.width());
        assertThat(left.bottom()).isBetween(0f, page.height());
    }

    @Test
    void readsEveryPageDespiteWrongCount() throws IOException {
        assertThat(reader.read(file(TestPdfs.claiming("-7"))).block(LONG).pages())
                .hasSize(1);
    }

    @Test
    void failsWithTheReasonOfTheRejection() throws IOException {
        assertThatThrownBy(() ->
                        reader.read(file(TestPdfs.encrypted("user", "owner"))).block(LONG))
                .isInstanceOfSatisfying(
                        UnreadableDocument.class,
                        failure -> assertThat(failure.code()).isEqualTo(RejectionCode.ENCRYPTED_PDF))
                .hasMessageContaining("password");
    }
}
