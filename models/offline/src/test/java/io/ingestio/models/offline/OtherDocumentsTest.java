package io.ingestio.models.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherDocumentsTest {
    private static final String STATEMENT_1 = """
            First Valley Bank
            Account Statement
            Account holder: Maria Lopez
            IBAN: DE89 3704 0044 0532 0130 00
            Statement period: 01/03/2024 - 31/03/2024

            Date          Description               Debit        Credit      Balance
                          Opening balance                                   1,000.00
            02/03/2024    Rent March               800.00                     200.00
            05/03/2024    Salary Acme                         2,500.00      2,700.00
                          reference 778
            """;
    private static final String STATEMENT_2 = """
            Date          Description               Debit        Credit      Balance
            28/03/2024    Grocery store             54.20                   2,645.80
                          Closing balance                                   2,645.80
            """;
    private static final String CV = """
            Curriculum Vitae
            Anna Kowalska
            anna.kowalska@example.org    +48 600 700 800

            Work Experience
            2019 - present   Senior Engineer, Orbit Labs
            Built the billing platform
            2015 - 2019      Engineer, Delta Soft

            Education
            2010 - 2015   MSc Computer Science, Gdansk

            Skills
            Java, Kafka, PostgreSQL
            """;

    @Test
    void readsABankStatementOverItsPages() {
        Map<String, Object> data = Typewriter.extract("Extract everything", STATEMENT_1, STATEMENT_2);
        assertThat(data)
                .containsEntry("bank_name", "First Valley Bank")
                .containsEntry("account_holder", "Maria Lopez")
                .containsEntry("iban", "DE89370400440532013000")
                .containsEntry("period_start", "2024-03-01")
                .containsEntry("period_end", "2024-03-31")
                .containsEntry("opening_balance", new BigDecimal("1000.00"))
                .containsEntry("closing_balance", new BigDecimal("2645.80"));
        assertThat((List<?>) data.get("transactions"))
                .isEqualTo(List.of(
                        booking("2024-03-02", "Rent March", "-800.00", "200.00"),
                        booking("2024-03-05", "Salary Acme reference 778", "2500.00", "2700.00"),
                        booking("2024-03-28", "Grocery store", "-54.20", "2645.80")));
    }

    @Test
    void signOfTransactionComesFromTheBalance() {
        Map<String, Object> data = Typewriter.extract("transactions", """
                Kontoauszug
                Abrechnungszeitraum 01.01.2024 bis 31.01.2024
                Buchungstag   Verwendungszweck        Betrag       Saldo
                              Alter Saldo                         100,00
                03.01.        Bäckerei                 10,00       90,00
                09.01.        Gutschrift               50,00      140,00
                """);
        assertThat((List<?>) data.get("transactions"))
                .isEqualTo(List.of(
                        booking("2024-01-03", "Bäckerei", "-10.00", "90.00"),
                        booking("2024-01-09", "Gutschrift", "50.00", "140.00")));
    }

    @Test
    void readsACv() {
        Map<String, Object> data = Typewriter.extract("", CV);
        assertThat(data)
                .containsEntry("name", "Anna Kowalska")
                .containsEntry("email", "anna.kowalska@example.org")
                .containsEntry("phone", "+48 600 700 800")
                .containsEntry("skills", List.of("Java", "Kafka", "PostgreSQL"));
        assertThat((List<?>) data.get("experience"))
                .isEqualTo(List.of(
                        Map.of(
                                "period",
                                "2019 - present",
                                "description",
                                "Senior Engineer, Orbit Labs Built the billing platform"),
                        Map.of("period", "2015 - 2019", "description", "Engineer, Delta Soft")));
        assertThat((List<?>) data.get("education")).hasSize(1);
    }

    @Test
    void readsAContract() {
        Map<String, Object> data = Typewriter.extract("", """
                SERVICE AGREEMENT
                This Agreement is entered into on 1 February 2024 by and between
                Blue Harbor Ltd, a company registered in England, and Redwood Media GmbH.
                Governing law: England and Wales
                Notice period: three months
                Either party may terminate this contract. The parties agree on confidentiality.
                """);
        assertThat(data)
                .containsEntry("title", "SERVICE AGREEMENT")
                .containsEntry("effective_date", "2024-02-01")
                .containsEntry("parties", List.of("Blue Harbor Ltd", "Redwood Media GmbH"))
                .containsEntry("governing_law", "England and Wales")
                .containsEntry("notice_period", "three months");
    }

    @Test
    void readsAReceipt() {
        Map<String, Object> data = Typewriter.extract("", """
                      Corner Cafe Sdn Bhd
                      12 High Street
                Receipt No: 5512      05 Mar 2024 18:24
                Latte                         4.50
                2 x Bagel                     6.00
                Subtotal                     10.50
                GST 6%                        0.63
                TOTAL                        11.13
                CASH                         20.00
                CHANGE                        8.87
                      Thank you
                """);
        assertThat(data)
                .containsEntry("merchant_name", "Corner Cafe Sdn Bhd")
                .containsEntry("date", "2024-03-05")
                .containsEntry("receipt_number", "5512")
                .containsEntry("total", new BigDecimal("11.13"))
                .containsEntry("tax_amount", new BigDecimal("0.63"));
        assertThat((List<?>) data.get("line_items")).hasSize(2);
    }

    @Test
    void unknownTypeGivesAllLabelsWithValues() {
        assertThat(Typewriter.extract("Extract everything", """
                Boarding pass
                Passenger: J. Doe
                Flight:    XY 123
                Departure: 05 Mar 2024
                """))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("passenger", "J. Doe", "flight", "XY 123", "departure", "2024-03-05"));
    }

    @Test
    void classifiesByPhrases() {
        assertThat(Typewriter.type(STATEMENT_1)).isEqualTo("bank_statement");
        assertThat(Typewriter.type(CV)).isEqualTo("cv");
        assertThat(Typewriter.type("Meeting notes\nWe talked about the garden."))
                .isEqualTo("other");
        assertThat(Typewriter.type("")).isEqualTo("other");
    }

    private static Map<String, Object> booking(String date, String description, String amount, String balance) {
        return Map.of(
                "date",
                date,
                "description",
                description,
                "amount",
                new BigDecimal(amount),
                "balance",
                new BigDecimal(balance));
    }
}
