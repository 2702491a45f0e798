package io.ingestio.upload.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.RunningUpload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Pages as pictures: rendered once, kept for a while, deleted with their document. */
class PagePicturesIT extends RunningUpload {

    private UUID document;

    @BeforeEach
    void submitOne() {
        Answered batch = submit(
                Map.of("promptStrategy", "auto"),
                new File("two.pdf", SampleFiles.pdf(2)),
                new File("photo.png", SampleFiles.png()));
        document = idOf(batch, 0);
    }

    @Test
    void rendersAPageOfAWidth() throws IOException {
        EntityExchangeResult<byte[]> answer = get("alice", "2?width=300");
        assertThat(answer.getStatus().value()).isEqualTo(200);
        assertThat(answer.getResponseHeaders().getFirst("Content-Type")).isEqualTo("image/png");
        assertThat(picture(answer).getWidth()).isBetween(299, 301);
        assertThat(answer.getResponseHeaders().getFirst("X-Content-Type-Options"))
                .isEqualTo("nosniff");
        assertThat(picture(get("alice", "1?dpi=72")).getWidth()).isEqualTo(612);
    }

    @Test
    void rendersTheSamePictureOnce() {
        List<Integer> statuses = Flux.range(0, 8)
                .flatMap(
                        i -> Flux.defer(() -> Flux.just(
                                        get("alice", "1?width=200").getStatus().value()))
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .collectList()
                .block(Duration.ofSeconds(60));
        assertThat(statuses).hasSize(8).containsOnly(200);
        assertThat(pictures()).isEqualTo(1);
        assertThat(count(
                        "select count(*) from page_pictures where size_bytes > 0 and document_id = '" + document + "'"))
                .isEqualTo(1);
    }

    @Test
    void refusesWhatThereIsNot() {
        assertThat(get("mallory", "1").getStatus().value()).isEqualTo(404);
        EntityExchangeResult<byte[]> third = get("alice", "3");
        assertThat(third.getStatus().value()).isEqualTo(404);
        assertThat(code(third)).isEqualTo("page_not_found");
        assertThat(code(get("alice", "1?width=99999"))).isEqualTo("invalid_request");
        assertThat(code(get("alice", "1?width=100&dpi=100"))).isEqualTo("invalid_request");
        assertThat(code(get("alice", "0"))).isEqualTo("page_not_found");
    }

    @Test
    void saysWhyAPageCannotBeRendered() {
        document = idOf(submit(Map.of("promptStrategy", "auto"), new File("lost.pdf", lostPage())), 0);
        EntityExchangeResult<byte[]> answer = get("alice", "1");
        assertThat(answer.getStatus().value()).isEqualTo(422);
        assertThat(code(answer)).isEqualTo("unreadable_pdf");
    }

    @Test
    void picturesAreDeletedWithTheirDocument() {
        assertThat(get("alice", "1?width=100").getStatus().value()).isEqualTo(200);
        assertThat(pictures()).isEqualTo(1);
        change("update documents set deleted_at = now() where id = '" + document + "'");
        assertThat(get("alice", "1?width=100").getStatus().value()).isEqualTo(404);
        await().atMost(Duration.ofSeconds(40)).until(() -> pictures() == 0);
    }

    /** Its object has the key that a new one would have. */
    @Test
    void noPictureIsRenderedWhileAnOlderOneIsDeleted() {
        assertThat(get("alice", "1?width=120").getStatus().value()).isEqualTo(200);
        String mine = " where document_id = '" + document + "'";
        change("update page_pictures set used_at = '-infinity', size_bytes = null, created_at = now()" + mine);

        EntityExchangeResult<byte[]> refused = get("alice", "1?width=120");

        assertThat(refused.getStatus().value()).isEqualTo(503);
        assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isNotNull();
        change("update page_pictures set created_at = now() - interval '1 hour'" + mine);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> get("alice", "1?width=120").getStatus().value() == 200);
        assertThat(pictures()).isEqualTo(1);
    }

    private void change(String statement) {
        tenancy.statementAsService(sql.sql(statement).then()).block();
    }

    private static byte[] lostPage() {
        return """
                %PDF-1.7
                1 0 obj
                <</Type/Catalog/Pages 2 0 R>>
                endobj
                2 0 obj
                <</Type/Pages/Kids[9 0 R]/Count 1/MediaBox[0 0 50 50]>>
                endobj
                trailer
                <</Root 1 0 R>>
                %%EOF
                """.getBytes(StandardCharsets.US_ASCII);
    }

    private long pictures() {
        return count("select count(*) from page_pictures where document_id = '" + document + "'");
    }

    private static UUID idOf(Answered batch, int position) {
        return UUID.fromString(
                batch.body().path("documents").get(position).path("id").asString());
    }

    private String code(EntityExchangeResult<byte[]> answer) {
        return json.readTree(answer.getResponseBody()).path("code").asString();
    }

    private static BufferedImage picture(EntityExchangeResult<byte[]> answer) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(answer.getResponseBody()));
    }

    private EntityExchangeResult<byte[]> get(String user, String page) {
        return client(RealParts.keys().token(user, Set.of()))
                .get()
                .uri("/api/v1/documents/" + document + "/pages/" + page)
                .exchange()
                .expectBody()
                .returnResult();
    }
}
