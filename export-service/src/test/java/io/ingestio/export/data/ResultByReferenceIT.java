package io.ingestio.export.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.DataReference;
import io.ingestio.export.RunningExports;
import io.ingestio.objectstore.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Results that their event refers to. */
class ResultByReferenceIT extends RunningExports {

    @Autowired
    ObjectStore objects;

    @Autowired
    MeterRegistry meters;

    /** 24 MB, the largest there is, of a text that is short in memory. */
    @Test
    void largestResultIsServedWhole() throws Exception {
        int characters = (int) DataReference.MAX_BYTES / 2 - 100;
        String json = "{\"total\":12.50,\"text\":\"" + "ü".repeat(characters) + "\",\"last\":null}";

        publish(
                completed(nuts, 1, "nuts.pdf", invoice("2", "nut")),
                completed(bolts, 1, "bolts.pdf", StoredResults.put(objects, json)));

        await().atMost(PATIENCE).until(() -> isServed(bolts) && isServed(nuts));
        boolean whole = get("/documents/" + bolts + "/data").body().contains("\"data\":" + json);
        assertThat(whole).isTrue(); // of the text itself, a failure would print 24 MB
    }

    @Test
    void damagedOrMissingResultIsADeadLetter() throws Exception {
        double before = deadLetters();
        DataReference damaged = StoredResults.put(objects, "{\"total\":12.50}");
        objects.put(damaged.key(), "{\"total\":99.50}".getBytes(StandardCharsets.UTF_8), "application/json")
                .block(PATIENCE);

        publish(
                completed(bolts, 1, "bolts.pdf", damaged),
                completed(failed, 1, "gone.pdf", StoredResults.reference("{}")),
                completed(nuts, 1, "nuts.pdf", invoice("2", "nut")));

        await().atMost(PATIENCE).until(() -> deadLetters() == before + 2 && isServed(nuts));
        assertThat(isServed(bolts)).isFalse();
        assertThat(isServed(failed)).isFalse();
    }

    private double deadLetters() {
        return meters.counter("ingestio.dead.letters", "topic", "ingestio.extraction")
                .count();
    }
}
