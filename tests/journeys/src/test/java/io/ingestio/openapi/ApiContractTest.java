package io.ingestio.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.openapi.ApiContract.Exchange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiContractTest {

    private static final String NOTICES = "{\"email\":\"off\",\"address\":null,\"available\":true}";

    private final ApiContract contract = new ApiContract(OpenApiTest.committed());

    @Test
    void answerAsDescribedHasNoDifference() {
        assertThat(contract.differences(answered("/api/v1/notices", 200, NOTICES)))
                .isEmpty();
    }

    @Test
    void otherMembersTypesAndStatusesAreDifferences() {
        assertThat(contract.differences(answered("/api/v1/notices", 200, NOTICES.replace("{", "{\"x\":1,"))))
                .singleElement()
                .asString()
                .contains("'x'");
        assertThat(contract.differences(answered("/api/v1/notices", 200, NOTICES.replace("true", "\"yes\""))))
                .singleElement()
                .asString()
                .contains("/available");
        assertThat(contract.differences(answered("/api/v1/notices", 200, "{\"email\":\"off\"}")))
                .isNotEmpty();
        assertThat(contract.differences(answered("/api/v1/notices", 204, NOTICES)))
                .asString()
                .contains("the status is not in the document");
        assertThat(contract.differences(answered("/api/v1/nothing", 200, NOTICES)))
                .asString()
                .contains("the call is not in the document");
    }

    @Test
    void requestIsComparedToo() {
        var exchange = new Exchange(
                "PUT",
                "/api/v1/notices",
                List.of("force"),
                Optional.of("{\"mail\":\"on\"}"),
                200,
                "application/json",
                Optional.of(NOTICES));
        assertThat(contract.differences(exchange))
                .anyMatch(difference -> difference.contains("force"))
                .anyMatch(difference -> difference.contains("'mail'"));
    }

    @Test
    void refusalIsComparedWithTheProblem() {
        assertThat(contract.differences(new Exchange(
                        "GET",
                        "/api/v1/notices",
                        List.of(),
                        Optional.empty(),
                        404,
                        "application/problem+json",
                        Optional.of("{\"title\":\"Not Found\"}"))))
                .isNotEmpty();
    }

    private static Exchange answered(String path, int status, String body) {
        return new Exchange("GET", path, List.of(), Optional.empty(), status, "application/json", Optional.of(body));
    }
}
