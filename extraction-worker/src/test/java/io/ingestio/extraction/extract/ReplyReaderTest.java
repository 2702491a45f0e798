package io.ingestio.extraction.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.jsonschema.DataSchema;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

    private static final Optional<DataSchema> TOTAL_IS_A_NUMBER =
            schema("{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"}},\"required\":[\"total\"]}");

    private final ReplyReader reader = new ReplyReader();

    @Test
    void dataMemberIsTheResult() {
        ReplyReader.Result result =
                reader.read("{\"documentType\":\"invoice\",\"data\":{\"total\":12.50}}", Optional.empty());
        assertThat(result.documentType()).isEqualTo("invoice");
        assertThat(result.data()).hasToString("{total=12.50}");
    }

    @Test
    void wholeObjectIsTheResultWithoutDataMember() {
        ReplyReader.Result result = reader.read("{\"total\":7,\"paid\":null}", Optional.empty());
        assertThat(result.documentType()).isNull();
        assertThat(result.data()).hasToString("{total=7, paid=null}");
    }

    @Test
    void overlongDocumentTypeNamesNone() {
        String reply = "{\"documentType\":\"" + "x".repeat(101) + "\",\"data\":{}}";
        assertThat(reader.read(reply, Optional.empty()).documentType()).isNull();
        assertThat(reader.readDocumentType(reply)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"```json\n{\"a\":1}\n```", "```\n{\"a\":1}```", "  {\"a\":1}\n"})
    void markdownFenceIsRemoved(String reply) {
        assertThat(reader.read(reply, Optional.empty()).data()).hasToString("{a=1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "[1]", "\"a\"", "{\"a\":", "```", "{\"a\":1} trailing {"})
    void replyWithoutObjectIsUnusable(String reply) {
        assertThatThrownBy(() -> reader.read(reply, Optional.empty())).isInstanceOf(UnusableReply.class);
    }

    @Test
    void messageDoesNotQuoteTheReply() {
        assertThatThrownBy(() -> reader.read("{\"secret\": secret-7}", Optional.empty()))
                .hasMessageNotContaining("secret");
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
    @ValueSource(strings = {"1e2147483647", "-1e2147483647", "1e-2147483647", "1e99999999999", "\"nul \\u0000\""})
    void valueBeyondTheBoundsIsUnusable(String value) {
        assertThatThrownBy(() -> reader.read("{\"data\":{\"total\":" + value + "}}", Optional.empty()))
                .isInstanceOf(UnusableReply.class);
    }

    @Test
    void deepReplyIsUnusable() {
        String deep = "{\"a\":".repeat(500) + "1" + "}".repeat(500);
        assertThatThrownBy(() -> reader.read(deep, Optional.empty())).isInstanceOf(UnusableReply.class);
    }

    @Test
    void endlessPatternIsUnusable() {
        var backtracking = schema("{\"properties\":{\"a\":{\"pattern\":\"(.*a){20}$\"}}}");
        String reply = "{\"a\":\"" + "a".repeat(3_000) + "!\"}";
        assertThatThrownBy(() -> reader.read(reply, backtracking)).isInstanceOf(UnusableReply.class);
    }

    @ParameterizedTest
    @CsvSource({"invoice, invoice", "' ', ", "'', "})
    void documentTypeIsReadUnlessBlank(String type, String expected) {
        assertThat(reader.readDocumentType("{\"documentType\":\"" + type + "\"}"))
                .isEqualTo(expected);
    }

    private static Optional<DataSchema> schema(String text) {
        return Optional.of(DataSchema.compile(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"documentType\":5}", "{\"documentType\":null}"})
    void missingDocumentTypeIsNull(String reply) {
        assertThat(reader.readDocumentType(reply)).isNull();
    }
}
