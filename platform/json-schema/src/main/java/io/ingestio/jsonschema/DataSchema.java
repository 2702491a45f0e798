package io.ingestio.jsonschema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user's JSON Schema (2020-12), compiled. Compiling and checking are bounded in size, depth, steps and characters read by regular
 * expressions, and never open a connection; a schema that compiles may still be too expensive for some data, and then the check
 * fails with {@link CheckLimitExceeded}. Checking uses the processor: not for an event loop. Safe for several threads, one at a time.
 */
public final class DataSchema {

    public static final int MAX_CHARACTERS = 64 * 1024;

    private static final ExecutionConfig LIMITS = ExecutionConfig.builder()
            .failFast(true)
            .maxEvaluationSteps(200_000)
            .maxEvaluationDepth(200)
            .build();

    private final Schema schema;
    private final BoundedPatterns patterns;

    /**
     * @param pointer JSON Pointer of the wrong value in the data
     * @param keyword of the schema, such as {@code required}
     */
    public record Violation(String pointer, String keyword) {}

    private DataSchema(Schema schema, BoundedPatterns patterns) {
        this.schema = schema;
        this.patterns = patterns;
    }

    /** @throws InvalidSchema with the wrong place */
    public static DataSchema compile(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidSchema("", "longer than " + MAX_CHARACTERS + " characters");
        }
        JsonNode root = read(text);
        SchemaStructure.check(root);
        requireMetaschema(root);
        try {
            var patterns = new BoundedPatterns();
            Schema schema = registry(patterns).getSchema(anonymous((ObjectNode) root));
            schema.initializeValidators();
            return new DataSchema(schema, patterns);
        } catch (SchemaException e) {
            throw new InvalidSchema("", "cannot be used: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new InvalidSchema("", "is nested too deeply");
        }
    }

    /**
     * @return the first violation; empty if the data satisfy the schema
     * @throws CheckLimitExceeded if that cannot be found out within the bounds
     */
    public synchronized Optional<Violation> check(JsonNode data) {
        patterns.refill();
        try {
            List<Error> errors = schema.validate(data, DataSchema::limit);
            return errors.stream()
                    .findFirst()
                    .map(error -> new Violation(error.getInstanceLocation().toString(), error.getKeyword()));
        } catch (ValidationLimitExceededException e) {
            throw new CheckLimitExceeded("the check needs too many steps");
        } catch (StackOverflowError e) {
            throw new CheckLimitExceeded("the check recurses too deeply");
        }
    }

    private static void limit(ExecutionContext context) {
        context.setExecutionConfig(LIMITS);
    }

    private static JsonNode read(String text) {
        try {
            return BoundedJson.read(text);
        } catch (UnboundedJson e) {
            throw new InvalidSchema(e.pointer(), String.valueOf(e.getMessage()));
        }
    }

    /** References are relative to the schema itself, so it needs no identifier, and none can collide with another schema's. */
    private static JsonNode anonymous(ObjectNode root) {
        ObjectNode copy = root.deepCopy();
        copy.remove(List.of("$id", "$schema", "$vocabulary"));
        return copy;
    }

    private static SchemaRegistry registry(BoundedPatterns patterns) {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaCacheEnabled(false)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .regularExpressionFactory(patterns)
                                .build()));
    }

    private static void requireMetaschema(JsonNode root) {
        List<Error> errors = Metaschema.SCHEMA.validate(root, DataSchema::limit);
        if (!errors.isEmpty()) {
            Error first = errors.getFirst();
            throw new InvalidSchema(first.getInstanceLocation().toString(), String.valueOf(first.getMessage()));
        }
    }

    /** From the library's own resources; loaded once, when the first schema is compiled. */
    private static final class Metaschema {
        private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SchemaStructure.DIALECT));
    }
}
