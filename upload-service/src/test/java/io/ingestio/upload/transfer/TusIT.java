package io.ingestio.upload.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.draft.RunningDrafts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The protocol tus 1.0, as its core has it, for a file of a draft. */
class TusIT extends RunningDrafts {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final byte[] pdf = SampleFiles.pdf(40);

    @Test
    void partsBecomeTheFile() {
        JsonNode draft = draft(pdf.length);
        int third = pdf.length / 3;
        assertThat(patch(draft, 0, 0, Arrays.copyOf(pdf, third)).status()).isEqualTo(204);
        assertThat(look(draft).at("/documents/0/state").asString()).isEqualTo("receiving");
        Answered second = patch(draft, 0, third, Arrays.copyOfRange(pdf, third, 2 * third));
        assertThat(second.headers()).containsEntry("upload-offset", String.valueOf(2 * third));

        Answered head = head(draft, 0);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers())
                .containsEntry("upload-offset", String.valueOf(2 * third))
                .containsEntry("upload-length", String.valueOf(pdf.length))
                .containsEntry("tus-resumable", "1.0.0")
                .containsEntry("cache-control", "no-store");

        assertThat(patch(draft, 0, 2 * third, Arrays.copyOfRange(pdf, 2 * third, pdf.length))
                        .status())
                .isEqualTo(204);
        assertThat(look(draft).at("/documents/0/pages").asInt()).isEqualTo(40);
        assertThat(head(draft, 0).headers()).containsEntry("upload-offset", String.valueOf(pdf.length));
        assertThat(submitDraft(draft, "").body().path("totalPages").asInt()).isEqualTo(40);
        assertThat(count("select count(*) from draft_parts where user_id = '" + user + "'"))
                .isZero();
    }

    @Test
    void whatACutOffRequestBroughtIsKept() throws IOException {
        JsonNode draft = draft(pdf.length);
        int half = pdf.length / 2;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = "PATCH /api/v1" + content(draft, 0) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + RealParts.keys().token(user, Set.of())
                    + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream"
                    + "\r\nContent-Length: " + pdf.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(pdf, 0, half);
            socket.getOutputStream().flush();
            await().atMost(PATIENCE).until(() -> scratch.heldBytes() == half);
            Answered second = patch(draft, 0, 0, pdf); // one writer
            assertThat(second.status()).isEqualTo(423);
            assertThat(second.code()).isEqualTo("upload_locked");
        }

        await().atMost(PATIENCE)
                .until(() ->
                        String.valueOf(half).equals(head(draft, 0).headers().get("upload-offset")));
        await().atMost(PATIENCE)
                .until(() -> patch(draft, 0, half, Arrays.copyOfRange(pdf, half, pdf.length))
                                .status()
                        == 204);
        assertThat(look(draft).at("/documents/0/pages").asInt()).isEqualTo(40);
    }

    @Test
    void otherOffsetIsAConflict() {
        JsonNode draft = draft(1000);
        assertThat(patch(draft, 0, 0, new byte[300]).status()).isEqualTo(204);
        for (long wrong : new long[] {0, 299, 301, 1000}) {
            Answered answer = patch(draft, 0, wrong, new byte[10]);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("upload_offset_mismatch");
            assertThat(answer.body().path("offset").asInt()).isEqualTo(300);
        }
    }

    @Test
    void moreThanTheLengthIsRefused() {
        JsonNode draft = draft(100);
        assertThat(patch(draft, 0, 0, new byte[101]).status()).isEqualTo(413);
        assertThat(head(draft, 0).headers()).containsEntry("upload-offset", "0");
    }

    @Test
    void lastPartIsAnsweredWithTheReason() {
        JsonNode draft = draft(100);
        Answered answer = patch(draft, 0, 0, new byte[100]);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("unsupported_file_type");
        assertThat(look(draft).at("/documents/0/state").asString()).isEqualTo("rejected");
        assertThat(head(draft, 0).status()).isEqualTo(422);
        assertThat(patch(draft, 0, 0, new byte[100]).code()).isEqualTo("unsupported_file_type");
        assertThat(put(draft, 0, SampleFiles.pdf(1)).status()).isEqualTo(200);
    }

    @Test
    void partsOfAFileAreBounded() {
        JsonNode draft = draft(pdf.length);
        for (int i = 0; i < 5; i++) {
            assertThat(patch(draft, 0, i, new byte[] {pdf[i]}).status()).isEqualTo(204);
        }
        assertThat(patch(draft, 0, 5, new byte[1]).code()).isEqualTo("too_many_parts");
        assertThat(patch(draft, 0, 5, Arrays.copyOfRange(pdf, 5, pdf.length)).status())
                .isEqualTo(204);
        assertThat(look(draft).at("/documents/0/pages").asInt()).isEqualTo(40);
    }

    @Test
    void speaksItsVersionOnly() {
        JsonNode draft = draft(100);
        Answered other = call("HEAD", content(draft, 0), "", "Tus-Resumable", "0.2.2");
        assertThat(other.status()).isEqualTo(412);
        assertThat(other.headers()).containsEntry("tus-version", "1.0.0");
        Answered none = call(
                "PATCH",
                content(draft, 0),
                "x",
                "Content-Type",
                "application/offset+octet-stream",
                "Upload-Offset",
                "0");
        assertThat(none.code()).isEqualTo("tus_version_unsupported");
        Answered type = call("PATCH", content(draft, 0), "x", "Tus-Resumable", "1.0.0", "Upload-Offset", "0");
        assertThat(type.status()).isEqualTo(415);
        Answered offset = call(
                "PATCH",
                content(draft, 0),
                "x",
                "Tus-Resumable",
                "1.0.0",
                "Content-Type",
                "application/offset+octet-stream",
                "Upload-Offset",
                "-1");
        assertThat(offset.status()).isEqualTo(400);
        Answered options = call("OPTIONS", content(draft, 0), "");
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.headers())
                .containsEntry("tus-version", "1.0.0")
                .containsEntry("tus-max-size", String.valueOf(300 * 1024));
    }

    @Test
    void foreignUserFindsNothing() {
        JsonNode draft = draft(pdf.length);
        user = "mallory";
        assertThat(head(draft, 0).status()).isEqualTo(404);
        assertThat(put(draft, 0, pdf).status()).isEqualTo(404);
        assertThat(patch(draft, 0, 0, pdf).status()).isEqualTo(404);
        assertThat(submitDraft(draft, "").status()).isEqualTo(404);
        assertThat(call("DELETE", content(draft, 0).replace("/content", ""), "").status())
                .isEqualTo(404);
        assertThat(call("OPTIONS", content(draft, 0), "").status()).isEqualTo(404);
    }
}
