package io.ingestio.export.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.export.RunningExports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A link gives one file, to a caller without a token, for a while. */
@ExtendWith(OutputCaptureExtension.class)
class ExportLinkIT extends RunningExports {

    @Autowired
    LinkSettings settings;

    private String export;

    @BeforeEach
    void buildAnExport() throws Exception {
        twoInvoicesAndAFailure();
        export = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(export);
    }

    @Test
    void linkGivesTheFileWithoutAToken() throws Exception {
        HttpResponse<String> made = link(export, user);
        JsonNode link = JSON.readTree(made.body());

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(Instant.parse(link.path("expiresAt").asString()))
                .isBetween(Instant.now().plusSeconds(200), Instant.now().plusSeconds(301));
        HttpResponse<String> file = anonymous("GET", link.path("url").asString());
        HttpResponse<String> own = get("/exports/" + export + "/file");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).contains("bolts.pdf").isEqualTo(own.body());
        for (String header : new String[] {"Content-Disposition", "Content-Length", "Content-Type"}) {
            assertThat(file.headers().firstValue(header))
                    .isPresent()
                    .isEqualTo(own.headers().firstValue(header));
        }
        assertThat(file.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void headAnswersWithoutTheFile() throws Exception {
        String url = url(export, user);
        HttpResponse<String> head = anonymous("HEAD", url);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isPresent()
                .isEqualTo(anonymous("GET", url).headers().firstValue("Content-Length"));
    }

    @Test
    void expiredLinkIsRefused() throws Exception {
        var expired = ExportLink.of(UUID.fromString(export), user, Instant.now().minus(Duration.ofHours(1)), settings);

        assertProblem(anonymous("GET", expired.url()), 403, "link_expired");
    }

    @Test
    void forgedLinkIsAnsweredAsAnUnknownExport() throws Exception {
        String url = url(export, user);
        String another = create("{\"batchId\":\"%s\",\"format\":\"json\"}".formatted(batch));
        completedExport(another);
        var ofMallory = ExportLink.of(UUID.fromString(export), "mallory", Instant.now(), settings);

        for (String forged : new String[] {
            url.replace(export, another),
            url.replace(export, UUID.randomUUID().toString()),
            url.replaceFirst("expires=\\d", "expires=9"),
            url.substring(0, url.length() - 1) + (url.endsWith("A") ? "B" : "A"),
            url + "&signature=x",
            url.replaceFirst("signature=.*", "signature="),
            ofMallory.url()
        }) {
            assertProblem(anonymous("GET", forged), 404, "not_found");
        }
        assertThat(anonymous("GET", url).statusCode()).isEqualTo(200);
    }

    @Test
    void linkOpensNothingElse() throws Exception {
        String url = url(export, user);
        String query = url.substring(url.indexOf('?'));

        for (String other : new String[] {
            "/api/v1/exports" + query,
            "/api/v1/exports/" + export + query,
            "/api/v1/documents/" + bolts + "/data" + query,
            url.replaceFirst("&signature=.*", ""),
            url.replaceFirst("expires=\\d+&", "")
        }) {
            assertProblem(anonymous("GET", other), 401, "unauthorized");
        }
        assertProblem(anonymous("POST", url), 401, "unauthorized");
        assertProblem(anonymous("DELETE", url), 401, "unauthorized");
    }

    @Test
    void linkIsMadeForOwnFilesOnly() throws Exception {
        assertProblem(link(export, "mallory"), 404, "not_found");
        assertProblem(link(UUID.randomUUID().toString(), user), 404, "not_found");

        run("update exports set status = 'failed' where id = '" + export + "'");
        assertProblem(link(export, user), 409, "export_failed");
    }

    @Test
    void linkToAWithdrawnExportFindsNothing() throws Exception {
        String url = url(export, user);
        run("update exports set withdrawn_at = now() where id = '" + export + "'");
        assertProblem(anonymous("GET", url), 404, "not_found");

        run("delete from exports where id = '" + export + "'");
        assertProblem(anonymous("GET", url), 404, "not_found");
    }

    @Test
    void signaturesAreNotLogged(CapturedOutput output) throws Exception {
        String url = url(export, user);
        String signature = url.substring(url.indexOf("signature=") + 10);
        var expired = ExportLink.of(UUID.fromString(export), user, Instant.now().minus(Duration.ofHours(1)), settings);
        anonymous("GET", url);
        anonymous("GET", expired.url());
        anonymous("GET", url.replace(export, UUID.randomUUID().toString()));
        anonymous("POST", url);

        assertThat(output.getAll()).doesNotContain(signature, expired.signature(), settings.key());
    }

    private String url(String id, String as) throws IOException, InterruptedException {
        return JSON.readTree(link(id, as).body()).path("url").asString();
    }

    private HttpResponse<String> link(String id, String as) throws IOException, InterruptedException {
        return send(request("/exports/" + id + "/link", as).POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> anonymous(String method, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.noBody()));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("code").asString()).isEqualTo(code);
    }
}
