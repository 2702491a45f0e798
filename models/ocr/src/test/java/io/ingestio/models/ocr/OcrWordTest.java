package io.ingestio.models.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.reader.Word;
import org.junit.jupiter.api.Test;

class OcrWordTest {

    @Test
    void readsWordsAndSkipsOtherRows() {
        String tsv = """
                level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
                4\t1\t1\t1\t1\t0\t10\t20\t300\t40\t-1\t
                5\t1\t1\t1\t1\t1\t10\t20\t80\t40\t96.5\tTotal
                5\t1\t1\t1\t1\t2\t100\t20\t80\t40\t12\t \s
                """;

        assertThat(OcrWord.ofTsv(tsv)).containsExactly(new OcrWord(new Word("Total", 10, 20, 80, 40), 96.5));
    }
}
