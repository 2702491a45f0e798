package io.ingestio.models.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLanguageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Invoice No. 12 Total amount due for the services     | eng
            Rechnung Nr. 88213 Datum 02.05. Gesamtbetrag fur den | deu
            Facture du 3 mai Montant total a payer pour la TVA   | fra
            4711 0815                                            | eng
            Die Hard DVD                                         | eng
            """)
    void isTheOneWithMostFrequentWords(String text, String language) {
        assertThat(TextLanguage.of(Stream.of(text.split(" ")), List.of("eng", "deu", "fra")))
                .isEqualTo(language);
    }
}
