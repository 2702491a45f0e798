package io.ingestio.extraction.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

    private static final String TOTAL_IS_A_NUMBER =
            "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"}},\"required\":[\"total\"]}";

    private final ReplyReader reader = new ReplyReader();

    @Test
    void dataMemberIsTheResult() {
        ReplyReader.Result result = reader.read("{\"documentType\":\"invoice\",\"data\":{\"total\":12.50}}", null);
        assertThat(result.documentType()).isEqualTo("invoice");
        assertThat(result.data()).hasToString("{total=12.50}");
    }

    @Test
    void wholeObjectIsTheResultWithoutDataMember() {
        ReplyReader.Result result = reader.read("{\"total\":7,\"paid\":null}", null);
        assertThat(result.documentType()).isNull();
        assertThat(result.data()).hasToString("{total=7, paid=null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"```json\n{\"a\":1}\n```", "```\n{\"a\":1}```", "  {\"a\":1}\n"})
    void markdownFenceIsRemoved(String reply) {
        assertThat(reader.read(reply, null).data()).hasToString("{a=1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "[1]", "\"a\"", "{\"a\":", "```", "{\"a\":1} trailing {"})
    void replyWithoutObjectIsUnusable(String reply) {
        assertThatThrownBy(() -> reader.read(reply, null)).isInstanceOf(UnusableReply.class);
    }

    @Test
    void messageDoesNotQuoteTheReply() {
        assertThatThrownBy(() -> reader.read("{\"secret\": secret-7}", null)).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> reader.read("{\"total\":\"secret\"}", TOTAL_IS_A_NUMBER))
                .hasMessageNotContaining("secret");
    }

    @Test
    void dataMustSatisfyTheSchema() {
        assertThat(reader.read("{\"data\":{\"total\":7}}", TOTAL_IS_A_NUMBER).data())
                .hasToString("{total=7}");
        assertThatThrownBy(() -> reader.read("{\"data\":{\"total\":\"much\"}}", TOTAL_IS_A_NUMBER))
                .isInstanceOf(UnusableReply.class)
                .hasMessageContaining("/total")
                .hasMessageContaining("type");
    }

    @ParameterizedTest
    @CsvSource({"invoice, invoice", "' ', ", "'', "})
    void documentTypeIsReadUnlessBlank(String type, String expected) {
        assertThat(reader.readDocumentType("{\"documentType\":\"" + type + "\"}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"documentType\":5}", "{\"documentType\":null}"})
    void missingDocumentTypeIsNull(String reply) {
        assertThat(reader.readDocumentType(reply)).isNull();
    }
}
