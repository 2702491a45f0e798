package io.ingestio.models.offline.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptFieldsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Invoice number, date and total                                          | invoice_number date total
            Extract the vendor name, invoice number, due date and total amount.     | vendor_name invoice_number due_date total
            Please give me the supplier and the IBAN of each document               | vendor_name iban
            I need the booking ID and the check-in date.                            | booking_id check_in_date
            Get invoice_number, po_number, total_amount as JSON                     | invoice_number po_number total_amount
            All line items with description, quantity and unit price, and the total | line_items
            Total and line items (description, amount)                              | total line_items
            Rechnungsnummer, Rechnungsdatum und Gesamtbetrag                        | invoice_number invoice_date total
            Extrais le numéro de facture, la date de facture et le montant TTC      | invoice_number invoice_date total
            Factuurnummer, vervaldatum en totaalbedrag                              | invoice_number due_date total
            Dame el número de factura y el importe total                            | invoice_number total
            Estrai il numero fattura e il totale                                    | invoice_number total
            Merchant, date, total. Write dates as yyyy-MM-dd.                       | merchant_name date total
            check in, check out date and guest name                                 | check_in check_out_date customer_name
            What is the total?                                                      | total
            Find the PO number and the payment terms                                | po_number payment_terms
            """)
    void findsTheNamedFieldsInTheirOrder(String prompt, String keys) {
        assertThat(PromptFields.of(prompt)).extracting(FieldRequest::key).containsExactly(keys.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Extract everything
            Extract the data
            Extract all data from this document.
            Pull out all the information
            Write dates as yyyy-MM-dd.
            ''
            """)
    void findsNoneWhereNoneIsNamed(String prompt) {
        assertThat(PromptFields.of(prompt)).isEmpty();
    }
}
