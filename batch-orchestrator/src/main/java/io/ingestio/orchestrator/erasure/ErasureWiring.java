package io.ingestio.orchestrator.erasure;

import io.ingestio.erasure.UserData;
import io.ingestio.erasure.UserRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the orchestrator has of a user. */
@Configuration(proxyBeanMethods = false)
class ErasureWiring {

    private static final int BATCHES = 20; // each with its documents, which are locked after it as for an event

    @Bean
    UserData batchesOfUser(UserRows.Of rows) {
        return rows.table("extraction_batches", BATCHES);
    }

    @Bean
    UserData webhookDeliveriesOfUser(UserRows.Of rows) {
        return rows.table("webhook_deliveries");
    }

    @Bean
    UserData webhookEndpointsOfUser(UserRows.Of rows) {
        return rows.table("webhook_endpoints");
    }

    @Bean
    UserData noticesOfUser(UserRows.Of rows) {
        return rows.table("notices");
    }

    @Bean
    UserData noticeAddressOfUser(UserRows.Of rows) {
        return rows.table("notice_addresses");
    }
}
