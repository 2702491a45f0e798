package io.ingestio.launcher.client;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API answered with an error: {@code application/problem+json}, if it was the API that answered. */
public final class ApiRefused extends RuntimeException {
    private final int status;
    private final transient JsonNode problem;

    private ApiRefused(int status, JsonNode problem, String message) {
        super(message);
        this.status = status;
        this.problem = problem;
    }

    static ApiRefused of(HttpResponse<String> response) {
        return of(response.statusCode(), response.body());
    }

    static ApiRefused of(int status, String body) {
        JsonNode problem = parse(body);
        String code = problem.path("code").asString("HTTP " + status);
        String detail = problem.path("detail").asString("the API answered with status " + status);
        return new ApiRefused(status, problem, detail + " [" + code + "]");
    }

    public int status() {
        return status;
    }

    /** The stable code; empty if something else than the API answered. */
    public String code() {
        return problem.path("code").asString("");
    }

    /** The files that a refused submission names, with their reasons. */
    public List<Submission.Rejected> rejectedFiles() {
        return problem.path("rejected").values().stream()
                .map(file -> JsonMapper.shared().treeToValue(file, Submission.Rejected.class))
                .toList();
    }

    private static JsonNode parse(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
