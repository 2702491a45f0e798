package io.ingestio.database.idempotency;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The answer to a POST as it is stored and sent: status, Location where there is one, and the JSON body. */
public record Answer(int status, @Nullable String location, String body) {

    public ResponseEntity<String> toResponse() {
        var response = ResponseEntity.status(HttpStatusCode.valueOf(status))
                .contentType(status >= 400 ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON);
        if (location != null) {
            response.header("Location", location);
        }
        return response.body(body);
    }
}
