package io.ingestio.orchestrator.document;

/**
 * How many documents of a batch each tab has. From the batch's counts, which are derived from its documents in each transaction that
 * changes one; so they cost nothing to read.
 *
 * @param all       all that were not deleted; in the first moments of a batch more than have arrived. Those of a draft are no documents yet
 * @param toReview  completed and not confirmed
 * @param confirmed signed by a reviewer
 * @param error     failed
 */
public record Tabs(int all, int toReview, int confirmed, int error) {

    /** What a select of {@link #COLUMNS} is from: batches, with their confirmed documents counted once. */
    public static final String TABLES = """
            from extraction_batches cross join lateral (
                select count(*)::int as confirmed from batch_documents d
                where d.batch_id = extraction_batches.id and d.status = 'confirmed' and d.deleted_at is null
                  and d.position is not null) signed
            """;

    /** Columns of a select from {@link #TABLES}. */
    public static final String COLUMNS = """
            case when status = 'pending_upload' then 0 else document_count end as "all",
            greatest(0, completed_count - confirmed) as to_review, failed_count as error, confirmed
            """;

    int of(Tab tab) {
        return switch (tab) {
            case ALL -> all;
            case TO_REVIEW -> toReview;
            case CONFIRMED -> confirmed;
            case ERROR -> error;
        };
    }
}
