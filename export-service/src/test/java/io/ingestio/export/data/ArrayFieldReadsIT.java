package io.ingestio.export.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.database.Tenancy;
import io.ingestio.export.RunningExports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The arrays that the database finds are those that {@code Fields} finds, in the same words. */
class ArrayFieldReadsIT extends RunningExports {

    @Autowired
    ArrayFieldReads arrayFields;

    @Autowired
    Tenancy asUser;

    @Test
    void mostCommonArrayComesFirst() throws Exception {
        store(bolts, Map.of("items", List.of(1), "order", Map.of("lines", List.of())));
        store(nuts, Map.of("order", Map.of("lines", List.of(1))));

        assertThat(ofBatch()).containsExactly("order.lines", "items");
    }

    @Test
    void firstArrayComesFirstWhenEquallyCommon() throws Exception {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("notes", List.of());
        data.put("items", List.of());
        store(bolts, data);

        assertThat(ofBatch()).containsExactly("notes", "items");
    }

    @Test
    void followsTheOrderOfNamedDocuments() throws Exception {
        store(bolts, Map.of("items", List.of()));
        store(nuts, Map.of("lines", List.of()));

        assertThat(ofDocuments(List.of(nuts, bolts))).containsExactly("lines", "items");
        assertThat(ofDocuments(List.of(bolts, nuts))).containsExactly("items", "lines");
    }

    @Test
    void escapesDotsInNames() throws Exception {
        store(bolts, Map.of("a.b", Map.of("c\\d", List.of(1))));

        assertThat(ofBatch()).containsExactly("a\\.b.c\\\\d");
    }

    @Test
    void readsOnlyTheNewestVersion() throws Exception {
        store(bolts, Map.of("items", List.of(1)));
        publish(completed(bolts, 2, "bolts.pdf", Map.of("rows", List.of(1))));
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + bolts + "/data?version=2").statusCode() == 200);

        assertThat(ofBatch()).containsExactly("rows");
    }

    @Test
    void readsDataWithNul() throws Exception {
        store(bolts, Map.of("text", "a\u0000b", "items", List.of(Map.of("x", "\u0000"))));

        assertThat(ofBatch()).containsExactly("items");
    }

    @Test
    void findsNothingOfAnotherUser() throws Exception {
        store(bolts, Map.of("items", List.of(1)));

        assertThat(asUser.manyAsUser("mallory", arrayFields.of("mallory", null, List.of(batch), false))
                        .collectList()
                        .block(PATIENCE))
                .isEmpty();
    }

    private void store(UUID document, Map<String, Object> data) throws Exception {
        publish(completed(document, 1, document + ".pdf", data));
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + document + "/data").statusCode() == 200);
    }

    private List<String> ofBatch() {
        return asUser.manyAsUser(user, arrayFields.of(user, null, List.of(batch), false))
                .collectList()
                .block(PATIENCE);
    }

    private List<String> ofDocuments(List<UUID> documents) {
        return asUser.manyAsUser(user, arrayFields.of(user, documents, null, false))
                .collectList()
                .block(PATIENCE);
    }
}
