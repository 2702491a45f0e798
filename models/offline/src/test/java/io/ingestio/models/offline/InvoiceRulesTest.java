package io.ingestio.models.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvoiceRulesTest {
    private static final String ENGLISH = """
            Northwind Tools Ltd                               INVOICE
            12 Harbour Road, Bristol
                                                Invoice Number:   INV-2024-0117
            Bill To:                            Invoice Date:     03/14/2024
            Greenfield Farms Inc                Due Date:         04/13/2024
            8 Mill Lane

            Description              Qty    Unit Price      Amount
            Garden spade               2         19.95       39.90
            Wheelbarrow, steel         1      1,120.00    1,120.00

                                         Subtotal         1,159.90
                                         Tax (10%)          115.99
                                         Total           $1,275.89
            """;
    private static final String GERMAN = """
            Beispiel Werkzeuge GmbH - Hauptstr. 1 - 10115 Berlin

            Rechnung                                       Seite 1
            Rechnungsnr.     2024-0815          Kundennr.      4711
            Rechnungsdatum   3. März 2024

            Pos.  Beschreibung                Menge   Einzelpreis       Betrag
            1     Schraubenzieher                 3          4,50        13,50
            2     Bohrmaschine                    1      1.299,00     1.299,00

                                              Nettobetrag          1.312,50
                                              MwSt. 19%              249,38
                                              Gesamtbetrag EUR     1.561,88
            Zahlbar bis 17.03.2024
            """;
    private static final String FRENCH = """
            Atelier Durand SARL
            Facture n°FA-1093 du 02 juillet 2023
            Date limite de paiement le 01 août 2023
                                          Montant HT     Montant TVA    Montant TTC
            Réparation                        100,00           20,00         120,00
            Total facture                   1 100,00          220,00       1 320,00
            Net à payer                                                  1 320,00 €
            """;

    @Test
    void readsAnEnglishInvoice() {
        Map<String, Object> data = Typewriter.extract("Extract the data", ENGLISH);
        assertThat(data)
                .containsEntry("vendor_name", "Northwind Tools Ltd")
                .containsEntry("customer_name", "Greenfield Farms Inc")
                .containsEntry("invoice_number", "INV-2024-0117")
                .containsEntry("invoice_date", "2024-03-14")
                .containsEntry("due_date", "2024-04-13")
                .containsEntry("currency", "USD")
                .containsEntry("subtotal", new BigDecimal("1159.90"))
                .containsEntry("tax_amount", new BigDecimal("115.99"))
                .containsEntry("total", new BigDecimal("1275.89"));
        assertThat(items(data))
                .containsExactly(
                        item("Garden spade", "2", "19.95", "39.90"),
                        item("Wheelbarrow, steel", "1", "1120.00", "1120.00"));
    }

    @Test
    void readsAGermanInvoice() {
        Map<String, Object> data = Typewriter.extract("Alle Daten", GERMAN);
        assertThat(data)
                .containsEntry("vendor_name", "Beispiel Werkzeuge GmbH")
                .containsEntry("invoice_number", "2024-0815")
                .containsEntry("invoice_date", "2024-03-03")
                .containsEntry("due_date", "2024-03-17")
                .containsEntry("currency", "EUR")
                .containsEntry("subtotal", new BigDecimal("1312.50"))
                .containsEntry("tax_amount", new BigDecimal("249.38"))
                .containsEntry("total", new BigDecimal("1561.88"));
        assertThat(items(data))
                .containsExactly(
                        item("Schraubenzieher", "3", "4.50", "13.50"), item("Bohrmaschine", "1", "1299.00", "1299.00"));
    }

    @Test
    void customerAddressIsBelowTheSendersLine() {
        assertThat(Typewriter.extract("customer, vendor", """
                Nordhof Metallbau - Werftstr. 9 - D-24143 Kiel

                Firma Schreinerei Falk OHG
                Frau Lena Falk
                Birkenweg 3                         Rechnungsnr.: R-771
                01067 Dresden                       Datum: 02.05.2026

                Rechnung
                Gesamtbetrag            119,00 EUR
                """)).containsEntry("customer_name", "Schreinerei Falk OHG");
    }

    @Test
    void otherLinesAreNoCustomerAddress() {
        assertThat(Typewriter.extract("customer", GERMAN)).containsEntry("customer_name", null);
        assertThat(Typewriter.extract("customer", """
                Nordhof Metallbau GmbH
                Werftstr. 9
                24143 Kiel

                Rechnung
                Rechnungsnr. R-771
                Gesamtbetrag            119,00 EUR
                """)).containsEntry("customer_name", null);
    }

    @Test
    void addressThatIsNotTheSendersIsTheCustomers() {
        assertThat(Typewriter.extract("customer, vendor", """
                Nordhof Metallbau GmbH
                Werftstr. 9
                24143 Kiel

                Jonas Reuter
                Birkenweg 3
                01067 Dresden

                Rechnung
                Rechnungsnr. R-771
                Gesamtbetrag            119,00 EUR
                """))
                .containsEntry("customer_name", "Jonas Reuter")
                .containsEntry("vendor_name", "Nordhof Metallbau GmbH");
    }

    @Test
    void readsAFrenchInvoiceWhoseTotalsShareALine() {
        Map<String, Object> data = Typewriter.extract("", FRENCH);
        assertThat(data)
                .containsEntry("vendor_name", "Atelier Durand SARL")
                .containsEntry("invoice_number", "FA-1093")
                .containsEntry("invoice_date", "2023-07-02")
                .containsEntry("due_date", "2023-08-01")
                .containsEntry("subtotal", new BigDecimal("1100.00"))
                .containsEntry("tax_amount", new BigDecimal("220.00"))
                .containsEntry("total", new BigDecimal("1320.00"));
    }

    @Test
    void readsDutchSpanishAndItalianHeads() {
        assertThat(Typewriter.extract("invoice number, invoice date, total", """
                Factuur
                Factuurnummer: 99354
                Factuurdatum: 19 april 2024
                Te betalen     € 717,97
                """))
                .containsOnly(
                        Map.entry("invoice_number", "99354"),
                        Map.entry("invoice_date", "2024-04-19"),
                        Map.entry("total", new BigDecimal("717.97")));
        assertThat(Typewriter.extract("invoice number, invoice date, total", """
                FACTURA
                Nº de factura        Fecha de factura
                F2024/17             5 de mayo de 2024
                Base imponible       100,00 €
                IVA 21%               21,00 €
                Total a pagar        121,00 €
                """))
                .containsOnly(
                        Map.entry("invoice_number", "F2024/17"),
                        Map.entry("invoice_date", "2024-05-05"),
                        Map.entry("total", new BigDecimal("121.00")));
        assertThat(Typewriter.extract("invoice number, invoice date, total", """
                Fattura n. 42/A del 12 gennaio 2024
                Imponibile             200,00
                IVA 22%                 44,00
                Totale fattura         244,00
                """))
                .containsOnly(
                        Map.entry("invoice_number", "42/A"),
                        Map.entry("invoice_date", "2024-01-12"),
                        Map.entry("total", new BigDecimal("244.00")));
    }

    @Test
    void readsLabelsAboveTheirValues() {
        assertThat(Typewriter.extract("invoice number, invoice date, due date, total", """
                Some Company
                250 Executive Park
                Invoice INV/2023/03/0008
                Invoice Date:    Due Date:      Source:
                03/20/2023       05/31/2023     S00002
                Description                     Quantity    Unit Price     Amount
                [FURN_7800] Desk combination        1.00        279.84    $ 279.84
                                                Untaxed Amount            $ 279.84
                                                Total                     $ 279.84
                """))
                .containsOnly(
                        Map.entry("invoice_number", "INV/2023/03/0008"),
                        Map.entry("invoice_date", "2023-03-20"),
                        Map.entry("due_date", "2023-05-31"),
                        Map.entry("total", new BigDecimal("279.84")));
        assertThat(Typewriter.extract("invoice number, invoice date, total", """
                Retail Invoice
                Invoice No: # BLR_WH2015-0982     Invoice Date: 05-10-2015,02:57 PM
                Order ID: OD20435
                Product                  Qty      Price      Total
                Cable                      1     319.00     319.00
                Total                      1                319.00
                Grand Total                              Rs. 319.00
                """))
                .containsOnly(
                        Map.entry("invoice_number", "BLR_WH2015-0982"),
                        Map.entry("invoice_date", "2015-10-05"),
                        Map.entry("total", new BigDecimal("319.00")));
    }

    @Test
    void streetNumberBelowTitleIsNoInvoiceNumber() {
        assertThat(Typewriter.extract("invoice number", "INVOICE\n123 Main Street\nSpringfield\nTotal  $5.00"))
                .containsEntry("invoice_number", null);
    }

    @Test
    void dataHasExactlyThePromptsFields() {
        assertThat(Typewriter.extract(
                        "Please extract the invoice number, the due date and the grand total from each invoice.",
                        ENGLISH))
                .containsOnlyKeys("invoice_number", "due_date", "total");
        assertThat(Typewriter.extract("Vendor and IBAN", ENGLISH))
                .containsEntry("iban", null)
                .containsOnlyKeys("vendor_name", "iban");
    }

    @Test
    void fieldWithoutRuleIsLookedUpAsLabel() {
        String page = ENGLISH + "Incoterm code:  DAP Bristol\nCheck In    Rooms\n31/12/2023  4\n";
        assertThat(Typewriter.extract("Incoterm code, check-in date, box colour, garden", page))
                .containsEntry("incoterm_code", "DAP Bristol")
                .containsEntry("check_in_date", "2023-12-31")
                .containsEntry("box_colour", null)
                .containsEntry("garden", null);
    }

    @Test
    void linesOfOneDescriptionAreJoined() {
        assertThat(items(Typewriter.extract("line items", """
                Invoice
                Pos   Description              Qty    Unit Price      Amount
                1     Garden spade               2         19.95       39.90
                      ash handle, forged
                      Delivery 01.05.24-31.05.24
                2     Rake                       1         10.00       10.00

                Thank you for your order
                      Subtotal                                         49.90
                      Total                                            49.90
                """)))
                .containsExactly(
                        item("Garden spade ash handle, forged Delivery 01.05.24-31.05.24", "2", "19.95", "39.90"),
                        item("Rake", "1", "10.00", "10.00"));
    }

    @Test
    void readsItemsOnEveryPage() {
        String second = """
                Description              Qty    Unit Price      Amount
                Rake                       1         10.00       10.00
                                         Total              $49.90
                """;
        String first = ENGLISH.substring(0, ENGLISH.indexOf("Wheelbarrow"));
        assertThat(items(Typewriter.extract("line items", first, second)))
                .containsExactly(item("Garden spade", "2", "19.95", "39.90"), item("Rake", "1", "10.00", "10.00"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Map<String, Object> data) {
        return (List<Map<String, Object>>) data.get("line_items");
    }

    private static Map<String, Object> item(String description, String quantity, String price, String amount) {
        return Map.of(
                "description",
                description,
                "quantity",
                new BigDecimal(quantity),
                "unit_price",
                new BigDecimal(price),
                "amount",
                new BigDecimal(amount));
    }
}
