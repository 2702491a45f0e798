package io.ingestio.usage.admin;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The audit log of administrators. Rows are never changed and never removed. */
@Component
public class AdminActions {

    private final AdminActionTable table;

    AdminActions(AdminActionTable table) {
        this.table = table;
    }

    /** Joins the running transaction of the service: the change and its record commit together, or neither does. */
    public Mono<Void> record(AdminAction action) {
        return table.insert(action);
    }
}
