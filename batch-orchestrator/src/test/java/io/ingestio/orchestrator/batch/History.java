package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.testkit.SampleEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The events of one batch whose documents end as given, and ways in which they may be delivered.
 *
 * @param draft whether it began as one, and what became of it
 */
record History(Draft draft, List<End> ends) {

    /** What became of a draft. */
    enum Draft {
        NONE,
        SUBMITTED,
        CANCELLED,
        EXPIRED
    }

    /** The last event of a document. */
    enum End {
        COMPLETED,
        FAILED,
        REJECTED,
        STARTED,
        UPLOADED
    }

    History(List<End> ends) {
        this(Draft.NONE, ends);
    }

    static History random(Random random) {
        Draft draft = random.nextBoolean() ? Draft.NONE : Draft.values()[1 + random.nextInt(3)];
        boolean allEnd = random.nextBoolean();
        return new History(
                draft,
                IntStream.range(0, 1 + random.nextInt(6))
                        .mapToObj(i -> End.values()[random.nextInt(allEnd ? 3 : 5)])
                        .toList());
    }

    /** In the order in which they happen: announcement, files, starts, ends. */
    List<BatchEvent> inOrder() {
        SampleEvents batch = SampleEvents.ofBatch();
        return switch (draft) {
            case NONE -> submission(batch);
            case SUBMITTED ->
                Stream.concat(Stream.of(batch.drafted(ends.size() + 1)), submission(batch).stream())
                        .toList();
            case CANCELLED -> List.of(batch.drafted(ends.size()), batch.discarded("cancelled"));
            case EXPIRED -> List.of(batch.drafted(ends.size()), batch.discarded("expired"));
        };
    }

    private List<BatchEvent> submission(SampleEvents batch) {
        List<BatchEvent> uploads = new ArrayList<>(List.of(batch.created(ends.size())));
        List<BatchEvent> starts = new ArrayList<>();
        List<BatchEvent> finals = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            UUID id = UUID.randomUUID();
            End end = ends.get(i);
            Instant at = SampleEvents.T0.plusSeconds(20 + i);
            uploads.add(end == End.REJECTED ? batch.rejected(id, i) : batch.uploaded(id, i, i + 1));
            if (end != End.REJECTED && end != End.UPLOADED) {
                starts.add(batch.started(id, 1));
            }
            if (end == End.COMPLETED) {
                finals.add(batch.completed(id, 1, i + 1, at));
                IntStream.rangeClosed(1, i)
                        .mapToObj(number -> batch.reviewed(id, 1, number))
                        .forEach(finals::add);
            } else if (end == End.FAILED) {
                finals.add(batch.failed(id, 1, at));
            }
        }
        return Stream.of(uploads, starts, finals).flatMap(List::stream).toList();
    }

    /** The same events in a random order, some of them two or three times. */
    static List<BatchEvent> shuffled(List<BatchEvent> events, Random random) {
        List<BatchEvent> deliveries = new ArrayList<>(events);
        events.forEach(event -> IntStream.range(0, random.nextInt(3)).forEach(i -> deliveries.add(event)));
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    /** The same events in groups, as a listener gets them together. */
    static List<List<BatchEvent>> grouped(List<BatchEvent> events, int largest, Random random) {
        List<List<BatchEvent>> groups = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(largest));
            groups.add(events.subList(from, to));
            from = to;
        }
        return groups;
    }
}
