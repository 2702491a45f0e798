package io.ingestio.upload.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.upload.draft.RunningDrafts;
import org.junit.jupiter.api.Test;

/** What would be accepted of a batch. */
class EstimateIT extends RunningDrafts {

    @Test
    void saysOfEachFileWhatWouldBecomeOfIt() {
        USAGE.allowsDocuments(6);
        USAGE.leavesPages(10);

        Answered answer = estimate("""
                {"name":"../a.pdf","size":1000,"type":"application/pdf","pages":4},
                {"name":"b.exe","size":1000,"type":"application/x-msdownload"},
                {"name":"c.pdf","size":0},
                {"name":"d.pdf","size":99999999},
                {"name":"e.pdf","size":1000,"type":"application/octet-stream","pages":7},
                {"name":"f.png","size":1000,"type":"image/png","pages":2001},
                {"name":"g.pdf","size":1000}
                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("admitted").asBoolean()).isTrue();
        assertThat(answer.body()
                        .path("files")
                        .valueStream()
                        .map(file -> file.path("code").asString("accepted")))
                .containsExactly(
                        "accepted",
                        "unsupported_file_type",
                        "empty_file",
                        "file_too_large",
                        "quota_exceeded",
                        "too_many_pages",
                        "too_many_files");
        assertThat(answer.body().at("/files/4/accepted").asBoolean()).isTrue(); // as a submission would
        assertThat(answer.body().at("/files/0/filename").asString()).isEqualTo("a.pdf");
        assertThat(answer.body().path("totalPages").asInt()).isEqualTo(4);
        assertThat(answer.body().path("pagesLeft").asInt()).isEqualTo(6);
        assertThat(USAGE.admissions()).isZero();
    }

    @Test
    void saysThatABatchWouldBeRefused() {
        USAGE.refuses("tier_not_eligible");

        Answered answer = estimate("{\"name\":\"a.pdf\",\"size\":1000}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("admitted").asBoolean()).isFalse();
        assertThat(answer.body().path("code").asString()).isEqualTo("tier_not_eligible");
    }

    @Test
    void requiresNamesAndSizes() {
        assertThat(estimate("").code()).isEqualTo("invalid_request");
        assertThat(estimate("{\"name\":\"a.pdf\"}").code()).isEqualTo("invalid_request");
        assertThat(estimate("{\"name\":\"a.pdf\",\"size\":1,\"pages\":0}").code())
                .isEqualTo("invalid_request");
    }

    private Answered estimate(String files) {
        return call("POST", "/batches/estimate", "{\"files\":[" + files + "]}");
    }
}
