package io.ingestio.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.architecture.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.MarkdownRender;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes the OpenAPI document from the code. The build fails where the file in the repository says something else. */
class OpenApiTest {

    private static final Path FILE = Repository.ROOT.resolve("api-gateway/src/main/resources/openapi/openapi.json");

    /** What clients rely on. A change that breaks them is in CHANGELOG; this file is then deleted and written anew. */
    private static final Path BASELINE = Path.of("src", "test", "resources", "openapi", "baseline.json");

    private static final String DOCUMENT = OpenApi.document(OpenApi.Version.V3_1);
    private static final JsonNode JSON = new JsonMapper().readTree(DOCUMENT);

    /** The document in the repository. */
    static String committed() {
        return Repository.read(FILE);
    }

    @Test
    void documentSaysWhatTheCodeDoes() throws IOException {
        String before = Files.exists(FILE) ? committed() : "";
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, DOCUMENT);
        assertThat(before.equals(DOCUMENT))
                .as("openapi.json of the gateway was out of date; it has been written anew, commit it")
                .isTrue();
    }

    @Test
    void everyCallIsInTheDocument() {
        assertThat(Endpoint.all())
                .hasSizeGreaterThan(40)
                .allSatisfy(endpoint -> assertThat(JSON.path("paths")
                                .path(endpoint.path())
                                .has(endpoint.method().toLowerCase(java.util.Locale.ROOT)))
                        .as(endpoint.toString())
                        .isTrue());
    }

    @Test
    void everyCallIsExplainedAndHasItsAnswer() {
        var softly = new SoftAssertions();
        Set<String> ids = new HashSet<>();
        operations().forEach(operation -> {
            String id = operation.path("operationId").asString();
            softly.assertThat(ids.add(id)).as("%s is the id of one call", id).isTrue();
            softly.assertThat(operation.path("summary").asString(""))
                    .as("docs/api.md on %s", id)
                    .isNotBlank();
            operation
                    .path("responses")
                    .valueStream()
                    .flatMap(answer -> answer.path("content").valueStream())
                    .forEach(content -> softly.assertThat(isNamed(content.path("schema")))
                            .as("an answer of %s has the schema %s", id, content)
                            .isTrue());
            operation
                    .path("requestBody")
                    .path("content")
                    .valueStream()
                    .map(content -> content.path("schema"))
                    .forEach(schema -> softly.assertThat(isNamed(schema)
                                    || isNamed(schema.path("items"))
                                    || schema.path("type").asString("").equals("object"))
                            .as("the request of %s has the schema %s", id, schema)
                            .isTrue());
        });
        softly.assertAll();
    }

    @Test
    void isCompatibleWithItsBaseline() throws IOException {
        String now = OpenApi.document(OpenApi.Version.V3_0);
        if (!Files.exists(BASELINE)) {
            Files.createDirectories(BASELINE.getParent());
            Files.writeString(BASELINE, now);
        }
        ChangedOpenApi changes = OpenApiCompare.fromContents(Repository.read(BASELINE), now);
        assertThat(changes.isCompatible())
                .as(() -> "a client would break:\n" + render(changes))
                .isTrue();
    }

    /** The comparison sees a call that is gone, a member that changed its type, and one that was removed. */
    @ParameterizedTest
    @CsvSource({
        "'\"/api/v1/plan\"', '\"/api/v1/plan-of-user\"'",
        "'\"sizeBytes\" : \\{\\s*\"type\" : \"integer\"', '\"sizeBytes\" : {\"type\" : \"string\"'",
        "'\"failedCount\"', '\"failures\"'"
    })
    void breakingChangesAreFound(String pattern, String replacement) {
        String baseline = OpenApi.document(OpenApi.Version.V3_0);
        String broken = baseline.replaceAll(pattern, Matcher.quoteReplacement(replacement));
        assertThat(broken).isNotEqualTo(baseline);
        assertThat(OpenApiCompare.fromContents(baseline, broken).isCompatible()).isFalse();
    }

    private static Stream<JsonNode> operations() {
        return JSON.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }

    /** Bytes, or a schema with a name. */
    private static boolean isNamed(JsonNode schema) {
        return schema.has("$ref")
                || schema.has("oneOf")
                || schema.path("format").asString("").equals("binary");
    }

    private static String render(ChangedOpenApi changes) {
        try (var text = new java.io.ByteArrayOutputStream();
                var writer = new java.io.OutputStreamWriter(text)) {
            new MarkdownRender().render(changes, writer);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
