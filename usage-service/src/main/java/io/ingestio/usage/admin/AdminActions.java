package io.ingestio.usage.admin;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where every deed of an administrator is recorded. Rows are never changed and never removed. */
@Component
public class AdminActions {

    private final AdminActionTable table;

    AdminActions(AdminActionTable table) {
        this.table = table;
    }

    /** Joins the running transaction of the service: the deed and its record are there together, or neither is. */
    public Mono<Void> record(AdminAction action) {
        return table.insert(action);
    }
}
