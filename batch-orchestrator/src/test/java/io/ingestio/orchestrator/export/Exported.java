package io.ingestio.orchestrator.export;

import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.contracts.ExportEvent.ExportCompleted.Included;
import io.ingestio.database.Tenancy;
import io.ingestio.testkit.SampleEvents;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/** Applies ends of exports as the listener does, for tests of other packages. */
@TestComponent
public class Exported {

    @Autowired
    ExportListener listener;

    @Autowired
    Tenancy tenancy;

    /** The first run of this document was exported. */
    public void apply(String user, UUID document) {
        var event = new ExportCompleted(
                UUID.randomUUID(),
                user,
                null,
                "csv",
                "normal",
                1,
                100,
                List.of(new Included(document, 1)),
                SampleEvents.T0);
        tenancy.asService(listener.onAll(List.of(event))).block();
    }
}
