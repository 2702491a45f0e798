package io.ingestio.http.service;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the framework rejects is answered as any other problem. */
class ProblemAdviceTest {

    private final WebTestClient client = WebTestClient.bindToController(new Sums())
            .controllerAdvice(new ProblemAdvice())
            .build();

    @RestController
    static class Sums {

        record Sum(int left, int right) {}

        @PostMapping(
                path = "/sums",
                consumes = MediaType.APPLICATION_JSON_VALUE,
                produces = MediaType.APPLICATION_JSON_VALUE)
        Sum add(@RequestBody Sum sum) {
            return sum;
        }
    }

    @Test
    void unknownPathsMethodsAndTypesAreProblems() {
        refused(HttpMethod.POST, "/differences", MediaType.APPLICATION_JSON, MediaType.ALL, 404, "not_found");
        refused(HttpMethod.PUT, "/sums", MediaType.APPLICATION_JSON, MediaType.ALL, 405, "method_not_allowed");
        refused(HttpMethod.POST, "/sums", MediaType.TEXT_PLAIN, MediaType.ALL, 415, "unsupported_media_type");
        refused(HttpMethod.POST, "/sums", MediaType.APPLICATION_JSON, MediaType.IMAGE_PNG, 406, "not_acceptable");
    }

    private void refused(HttpMethod method, String path, MediaType sent, MediaType accepted, int status, String code) {
        client.method(method)
                .uri(path)
                .contentType(sent)
                .accept(accepted, MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue("{\"left\":1,\"right\":2}")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }
}
