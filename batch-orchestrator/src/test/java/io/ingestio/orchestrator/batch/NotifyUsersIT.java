package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.erasure.Erasures;
import io.ingestio.orchestrator.webhook.RunningWebhooks;
import io.ingestio.testkit.SampleEvents;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Which changes of batches and documents are queued for their users, and when that is deleted again. */
@TestPropertySource(
        properties = {
            "ingestio.webhook.enabled=false",
            "ingestio.smtp.host=127.0.0.1",
            "ingestio.smtp.port=1",
            "ingestio.smtp.from=no-reply@ingestio.example"
        })
class NotifyUsersIT extends RunningWebhooks {

    @Autowired
    ApplyEvents applyEvents;

    @Autowired
    Erasures erasures;

    private final UUID good = UUID.randomUUID();
    private final UUID bad = UUID.randomUUID();
    private final UUID rejected = UUID.randomUUID();
    private JsonNode endpoint;
    private SampleEvents batch;

    @BeforeEach
    void batchOfThree() throws Exception {
        endpoint = endpoint();
        batch = new SampleEvents(UUID.randomUUID(), user);
        apply(
                batch.created(3),
                batch.uploaded(good, 0),
                batch.uploaded(bad, 1),
                batch.rejected(rejected, 2),
                batch.completed(good, 1, 1, SampleEvents.T0.plusSeconds(20)),
                batch.failed(bad, 1, SampleEvents.T0.plusSeconds(30)));
    }

    @Test
    void queuesEachFactOnce() throws Exception {
        assertThat(types()).containsExactlyInAnyOrder("batch.completed", "document.failed", "document.failed");

        apply(batch.failed(bad, 1, SampleEvents.T0.plusSeconds(30)), batch.rejected(rejected, 2));

        assertThat(types()).hasSize(3);
        assertThat(number(
                        "select count(*) from webhook_deliveries where type = 'batch.completed' and user_id = '" + user
                                + "' and payload::json #>> '{data,status}' = 'partially_completed'"
                                + " and payload::json #>> '{data,failedCount}' = '2'"))
                .isEqualTo(1);
    }

    @Test
    void redoIsAnotherRevision() throws Exception {
        assertThat(call("POST", "/documents/redo", user, "{\"documentIds\":[\"%s\"]}".formatted(bad))
                        .status())
                .isEqualTo(202);
        apply(batch.failed(bad, 2, SampleEvents.T0.plusSeconds(60)));

        assertThat(types())
                .containsExactlyInAnyOrder(
                        "batch.completed", "batch.completed", "document.failed", "document.failed", "document.failed");
    }

    @Test
    void deletedDocumentHasNoDeliveries() throws Exception {
        assertThat(call("DELETE", "/documents/" + bad, user, null).status()).isEqualTo(202);

        assertThat(deliveries(endpoint).stream()
                        .map(one -> one.path("documentId").asString("")))
                .contains(rejected.toString())
                .doesNotContain(bad.toString());
        assertThat(types()).filteredOn("batch.completed"::equals).hasSize(2);
    }

    @Test
    void deletionSendsNoEmail() throws Exception {
        number(
                "with address as (insert into notice_addresses (user_id, email) values ('%s', 'a@b.example') returning 1)"
                                .formatted(user)
                        + " select count(*) from address");
        assertThat(call("DELETE", "/documents/" + bad, user, null).status()).isEqualTo(202);
        assertThat(number("select count(*) from notices where user_id = '" + user + "'"))
                .isZero();

        call("POST", "/documents/redo", user, "{\"documentIds\":[\"%s\"]}".formatted(good));
        apply(batch.completed(good, 2, 1, SampleEvents.T0.plusSeconds(60)));

        assertThat(number("select count(*) from notices where user_id = '" + user + "'"))
                .isEqualTo(1);
    }

    @Test
    void deletedBatchHasNoDeliveries() throws Exception {
        assertThat(call("DELETE", "/batches/" + batch.batchId(), user, null).status())
                .isEqualTo(202);

        assertThat(types()).isEmpty();
        apply(batch.failed(bad, 2, SampleEvents.T0.plusSeconds(60)));
        assertThat(types()).isEmpty();
    }

    @Test
    void erasedUserHasNoEndpointAndDelivery() {
        tenancy.asService(erasures.request(user)).block(PATIENCE);

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> number("select (select count(*) from webhook_endpoints where user_id = '%1$s')"
                                        .formatted(user)
                                + "+ (select count(*) from webhook_deliveries where user_id = '%1$s')".formatted(user))
                        == 0);
    }

    private void apply(BatchEvent... events) {
        tenancy.asService(applyEvents.apply(List.of(events))).block(PATIENCE);
    }

    private List<String> types() throws Exception {
        return deliveries(endpoint).stream()
                .map(delivery -> delivery.path("type").asString())
                .toList();
    }
}
