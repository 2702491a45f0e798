package io.ingestio.openapi;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares what is asked and answered with the OpenAPI document. A member that the document does not name is a difference too. */
final class ApiContract {

    private static final String ID = "https://ingestio.invalid/openapi.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final List<PathPattern> paths;

    ApiContract(String text) {
        this.document = JSON.readTree(text);
        forbidOtherMembers((ObjectNode) document.at("/components/schemas"));
        this.schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(ID, JSON.writeValueAsString(document))));
        this.paths = Stream.of(document.get("paths"))
                .flatMap(all -> all.propertyNames().stream())
                .map(PathPatternParser.defaultInstance::parse)
                .sorted()
                .toList();
    }

    /**
     * @param query  names of the parameters
     * @param body   of the request; empty if it has none or is not JSON
     * @param answer of the response, likewise
     */
    record Exchange(
            String method,
            String path,
            List<String> query,
            Optional<String> body,
            int status,
            String contentType,
            Optional<String> answer) {

        boolean succeeded() {
            return status < 300;
        }

        @Override
        public String toString() {
            return method + " " + path + " -> " + status;
        }
    }

    /** What the document does not allow; empty if there is nothing. Of refused requests only the answer is compared. */
    List<String> differences(Exchange exchange) {
        PathContainer path = PathContainer.parsePath(exchange.path());
        Optional<String> template = paths.stream()
                .filter(pattern -> pattern.matches(path))
                .map(PathPattern::getPatternString)
                .findFirst();
        String method = exchange.method().toLowerCase(java.util.Locale.ROOT);
        if (template.isEmpty() || document.get("paths").get(template.get()).get(method) == null) {
            return exchange.succeeded() ? List.of(exchange + ": the call is not in the document") : List.of();
        }
        JsonNode operation = document.get("paths").get(template.get()).get(method);
        String place = "/paths/" + template.get().replace("~", "~0").replace("/", "~1") + "/" + method;
        List<String> found = new ArrayList<>();
        if (exchange.succeeded()) {
            exchange.query().stream()
                    .filter(name -> operation
                            .path("parameters")
                            .valueStream()
                            .noneMatch(p -> p.path("name").asString().equals(name)))
                    .forEach(name -> found.add(exchange + ": the parameter " + name + " is not in the document"));
            exchange.body()
                    .filter(body ->
                            operation.path("requestBody").path("content").has("application/json"))
                    .ifPresent(body ->
                            check(place + "/requestBody/content/application~1json/schema", body, exchange, found));
        }
        String status = operation.path("responses").has(String.valueOf(exchange.status()))
                ? String.valueOf(exchange.status())
                : "default";
        if (exchange.succeeded() && status.equals("default")) {
            found.add(exchange + ": the status is not in the document");
        }
        exchange.answer()
                .ifPresent(answer -> check(
                        place + "/responses/" + status + "/content/"
                                + exchange.contentType().replace("/", "~1") + "/schema",
                        answer,
                        exchange,
                        found));
        return found;
    }

    private void check(String pointer, String json, Exchange exchange, List<String> found) {
        if (document.at(pointer).isMissingNode()) {
            found.add(exchange + ": there is nothing at " + pointer);
            return;
        }
        Consumer<ExecutionContext> withFormats =
                context -> context.executionConfig(settings -> settings.formatAssertionsEnabled(true));
        schemas.getSchema(SchemaLocation.of(ID + "#" + pointer))
                .validate(json, InputFormat.JSON, withFormats)
                .forEach(error -> found.add(exchange + ": " + error.getInstanceLocation() + " " + error.getMessage()));
    }

    /** In the copy that answers are compared with; clients of the real document accept members that come later. */
    private static void forbidOtherMembers(ObjectNode components) {
        for (JsonNode schema : components.values()) {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        }
    }
}
