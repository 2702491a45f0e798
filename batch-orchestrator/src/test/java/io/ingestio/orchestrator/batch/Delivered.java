package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.database.Tenancy;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/** Applies events as the listeners do, for tests of other packages. */
@TestComponent
public class Delivered {

    @Autowired
    ApplyEvents applyEvents;

    @Autowired
    Tenancy tenancy;

    public void apply(BatchEvent... events) {
        tenancy.asService(applyEvents.apply(List.of(events))).block();
    }
}
