package io.ingestio.models.offline.field;

import io.ingestio.models.offline.prompt.FieldRequest;
import io.ingestio.models.offline.prompt.PromptFields;
import io.ingestio.models.offline.table.LineItemTable;
import io.ingestio.models.offline.table.ReceiptItems;
import io.ingestio.models.offline.table.Transactions;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.models.offline.value.Values;
import io.ingestio.models.offline.words.Vocabulary;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every field with a rule. Rules run on any type of document, because a prompt may name any field. */
public final class Fields {
    private static final Map<String, List<String>> DEFAULTS =
            Vocabulary.load("fields").originals();

    private final Reading reading;
    private final Values values;
    private final String type;
    private final Map<String, Supplier<Optional<?>>> rules = new HashMap<>();

    public Fields(Reading reading, String type) {
        this.reading = reading;
        this.values = new Values(reading);
        this.type = type;
        moneyRules();
        partyRules();
        statementRules();
        cvRules();
        contractRules();
        for (String code : List.of("customer_number", "po_number")) {
            rules.put(code, () -> values.identifier(reading.hits(code)).map(Values.Scored::value));
        }
        for (String text : List.of("payment_terms", "vat_id")) {
            rules.put(text, () -> values.text(reading.hits(text)).map(Values.Scored::value));
        }
        rules.put("document_type", () -> Optional.of(type));
    }

    /** The fields of a type, for prompts that name none; empty for {@code other}. */
    public static List<String> defaults(String type) {
        return DEFAULTS.getOrDefault(type, List.of());
    }

    /** The field's value in JSON's types, null where the document does not state it. */
    public @Nullable Object value(FieldRequest request) {
        Supplier<Optional<?>> rule = request.concept() == null ? null : rules.get(request.concept());
        boolean known = request.concept() != null
                && PromptFields.concept(request.label()).isPresent();
        if (rule != null && known) {
            return json(rule.get());
        }
        String shorter = PromptFields.withoutGenericEnd(request.label());
        Optional<?> found = values.labelled(request.label())
                .or(() -> shorter == null ? Optional.empty() : values.labelled(shorter));
        return found.isPresent() || rule == null ? json(found) : json(rule.get());
    }

    private @Nullable Object value(String concept) {
        return json(Objects.requireNonNull(rules.get(concept), concept).get());
    }

    private void moneyRules() {
        var totals = new Totals(reading);
        var head = new DocumentHead(reading);
        rules.put("total", totals::total);
        rules.put("subtotal", totals::subtotal);
        rules.put("tax_amount", totals::tax);
        rules.put("currency", totals::currency);
        rules.put("opening_balance", () -> totals.amountOf("opening_balance"));
        rules.put("closing_balance", () -> totals.amountOf("closing_balance"));
        rules.put("contract_value", () -> totals.amountOf("contract_value"));
        rules.put("invoice_number", head::number);
        rules.put("receipt_number", head::number);
        rules.put("invoice_date", head::date);
        rules.put("date", () -> type.equals("contract") ? new ContractFields(reading).effectiveDate() : head.date());
        rules.put("due_date", () -> values.date("due_date"));
        rules.put("order_date", () -> values.date("order_date"));
        rules.put("line_items", () -> Optional.of(items()));
    }

    private List<Map<String, @Nullable Object>> items() {
        List<Map<String, @Nullable Object>> items = new LineItemTable(reading).items();
        return items.isEmpty() && type.equals("receipt") ? new ReceiptItems(reading).items() : items;
    }

    private void partyRules() {
        var parties = new Parties(reading);
        Supplier<Optional<?>> issuer = type.equals("receipt") ? parties::merchant : parties::vendor;
        rules.put("vendor_name", issuer);
        rules.put("merchant_name", issuer);
        rules.put("company", issuer);
        rules.put("customer_name", type.equals("invoice") ? parties::addressee : parties::customer);
    }

    private void statementRules() {
        var statement = new Statement(reading);
        rules.put("iban", statement::iban);
        rules.put("account_number", statement::accountNumber);
        rules.put("account_holder", statement::accountHolder);
        rules.put("bank_name", statement::bankName);
        rules.put("period_start", statement::periodStart);
        rules.put("period_end", statement::periodEnd);
        rules.put("transactions", () -> {
            LocalDate end = statement
                    .periodEnd()
                    .or(() -> new DocumentHead(reading).date())
                    .orElse(LocalDate.of(2000, 12, 31));
            return Optional.of(new Transactions(reading, end).all(new Totals(reading).amountOf("opening_balance")));
        });
    }

    private void cvRules() {
        var cv = new CvFields(reading);
        rules.put(
                "name",
                () -> type.equals("cv")
                        ? cv.name()
                        : values.text(reading.hits("name")).map(Values.Scored::value));
        rules.put("email", cv::email);
        rules.put("phone", cv::phone);
        rules.put("skills", () -> Optional.of(cv.skills()));
        rules.put("experience", () -> Optional.of(cv.entries("experience")));
        rules.put("education", () -> Optional.of(cv.entries("education")));
    }

    private void contractRules() {
        var contract = new ContractFields(reading);
        rules.put("title", contract::title);
        rules.put("parties", () -> Optional.of(contract.parties()));
        rules.put("effective_date", contract::effectiveDate);
        rules.put("end_date", () -> values.date("end_date"));
        for (String field : List.of("term", "notice_period", "governing_law")) {
            rules.put(field, () -> contract.text(field));
        }
    }

    /**
     * Fields by their own names, in this order.
     *
     * @throws NullPointerException for a name without a rule
     */
    public Map<String, @Nullable Object> all(List<String> concepts) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        concepts.forEach(concept -> data.put(concept, value(concept)));
        return data;
    }

    private static @Nullable Object json(Optional<?> value) {
        Object found = value.orElse(null);
        return found instanceof LocalDate date ? date.toString() : found;
    }
}
