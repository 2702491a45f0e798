package io.ingestio.extraction;

import io.ingestio.database.Tenancy;
import io.ingestio.testkit.RealParts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The worker on a real database, with a loop that claims nothing and a relay that sends nothing. */
@SpringBootTest(
        classes = ExtractionApplication.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.config.name=extraction-worker",
            "spring.main.web-application-type=reactive",
            "ingestio.model.adapter=openai",
            "ingestio.outbox.enabled=false",
            "ingestio.worker.slots=0",
            "ingestio.worker.heartbeat=1h"
        })
public abstract class IdleWorkerFixture {

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("server.port", () -> 0);
    }

    @Autowired
    protected Tenancy tenancy;

    @Autowired
    protected DatabaseClient sql;
}
