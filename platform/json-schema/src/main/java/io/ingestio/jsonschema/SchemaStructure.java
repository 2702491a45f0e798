package io.ingestio.jsonschema;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * Walks a schema before it is compiled and rejects what would cost without bound or needs a network: remote and dangling references,
 * references that lead back to themselves without going deeper into the data, too many subschemas, patterns that are wrong or too
 * long. Values under {@code const}, {@code enum}, {@code default} and unknown keywords are data, not schemas.
 */
final class SchemaStructure {

    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final int MAX_SCHEMAS = 1_000;

    private static final Set<String> SCHEMA_KEYWORDS = Set.of(
            "additionalProperties",
            "items",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties");
    private static final Set<String> NAMED_SCHEMAS_KEYWORDS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Set<String> SCHEMA_LIST_KEYWORDS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    /** Keywords that apply a schema to the same value again. */
    private static final Set<String> IN_PLACE_KEYWORDS =
            Set.of("not", "if", "then", "else", "allOf", "anyOf", "oneOf", "dependentSchemas");

    private record Reference(String from, String keyword, String target) {}

    private final Map<String, List<String>> inPlace = new HashMap<>();
    private final Map<String, String> anchors = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();

    private SchemaStructure() {}

    /** @throws InvalidSchema at the first wrong place */
    static void check(JsonNode root) {
        if (!root.isObject()) {
            throw new InvalidSchema("", "must be a JSON Schema, a JSON object");
        }
        var structure = new SchemaStructure();
        structure.visit(root, "");
        structure.resolveReferences();
        structure.rejectCycles();
    }

    private void visit(JsonNode schema, String pointer) {
        inPlace.put(pointer, new ArrayList<>());
        if (inPlace.size() > MAX_SCHEMAS) {
            throw new InvalidSchema(pointer, "more than " + MAX_SCHEMAS + " subschemas");
        }
        if (schema.isBoolean()) {
            return;
        }
        if (!schema.isObject()) {
            throw new InvalidSchema(pointer, "must be a schema: an object, true or false");
        }
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            visit(keyword.getKey(), keyword.getValue(), pointer);
        }
    }

    private void visit(String keyword, JsonNode value, String pointer) {
        String place = BoundedJson.child(pointer, keyword);
        switch (keyword) {
            case "$ref", "$dynamicRef" -> references.add(new Reference(pointer, keyword, text(value, place)));
            case "$anchor", "$dynamicAnchor" -> anchors.putIfAbsent(text(value, place), pointer);
            case "$schema" -> requireDialect(text(value, place), place);
            case "$id" -> requireRoot(pointer, place);
            case "pattern" -> requirePattern(text(value, place), place);
            case "patternProperties" ->
                value.propertyNames().forEach(name -> requirePattern(name, BoundedJson.child(place, name)));
            default -> {
                // Checked against the metaschema.
            }
        }
        visitSubschemas(keyword, value, pointer, place);
    }

    private void visitSubschemas(String keyword, JsonNode value, String pointer, String place) {
        if (SCHEMA_KEYWORDS.contains(keyword)) {
            visitSubschema(keyword, value, pointer, place);
        } else if (NAMED_SCHEMAS_KEYWORDS.contains(keyword)) {
            if (!value.isObject()) {
                throw new InvalidSchema(place, "must be an object of schemas");
            }
            value.properties()
                    .forEach(named -> visitSubschema(
                            keyword, named.getValue(), pointer, BoundedJson.child(place, named.getKey())));
        } else if (SCHEMA_LIST_KEYWORDS.contains(keyword)) {
            if (!value.isArray()) {
                throw new InvalidSchema(place, "must be a list of schemas");
            }
            for (int i = 0; i < value.size(); i++) {
                visitSubschema(keyword, value.get(i), pointer, place + "/" + i);
            }
        }
    }

    private void visitSubschema(String keyword, JsonNode schema, String parent, String pointer) {
        if (IN_PLACE_KEYWORDS.contains(keyword)) {
            appliesInPlace(parent, pointer);
        }
        visit(schema, pointer);
    }

    private void appliesInPlace(String schema, String other) {
        inPlace.computeIfAbsent(schema, none -> new ArrayList<>()).add(other);
    }

    private void resolveReferences() {
        for (Reference reference : references) {
            String place = BoundedJson.child(reference.from(), reference.keyword());
            if (!reference.target().startsWith("#")) {
                throw new InvalidSchema(
                        place, "only references into the same schema are allowed, such as #/$defs/item");
            }
            String fragment = decoded(reference.target(), place);
            String target = fragment.isEmpty() || fragment.startsWith("/") ? fragment : anchors.get(fragment);
            if (target == null || !inPlace.containsKey(target)) {
                throw new InvalidSchema(place, "leads to no schema");
            }
            appliesInPlace(reference.from(), target);
        }
    }

    private void rejectCycles() {
        Set<String> done = new HashSet<>();
        for (String start : List.copyOf(inPlace.keySet())) {
            rejectCycles(start, new HashSet<>(), done);
        }
    }

    /** Recursion is bounded by the number of subschemas. */
    private void rejectCycles(String schema, Set<String> path, Set<String> done) {
        if (done.contains(schema)) {
            return;
        }
        if (!path.add(schema)) {
            throw new InvalidSchema(schema, "refers to itself without going deeper into the data");
        }
        inPlace.getOrDefault(schema, List.of()).forEach(next -> rejectCycles(next, path, done));
        path.remove(schema);
        done.add(schema);
    }

    private static String decoded(String reference, String place) {
        try {
            return URI.create(reference).getFragment();
        } catch (IllegalArgumentException e) {
            throw new InvalidSchema(place, "must be a URI reference, such as #/$defs/item");
        }
    }

    private static String text(JsonNode value, String place) {
        if (!value.isString()) {
            throw new InvalidSchema(place, "must be a text");
        }
        return value.stringValue();
    }

    private static void requireDialect(String dialect, String place) {
        if (!dialect.equals(DIALECT) && !dialect.equals(DIALECT + "#")) {
            throw new InvalidSchema(place, "must be " + DIALECT + ", or be left out");
        }
    }

    private static void requireRoot(String pointer, String place) {
        if (!pointer.isEmpty()) {
            throw new InvalidSchema(place, "only the schema as a whole may have an $id");
        }
    }

    private static void requirePattern(String pattern, String place) {
        if (pattern.length() > BoundedPatterns.MAX_PATTERN) {
            throw new InvalidSchema(
                    place, "a regular expression may have " + BoundedPatterns.MAX_PATTERN + " characters");
        }
        try {
            BoundedPatterns.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new InvalidSchema(place, "is not a regular expression: " + e.getDescription());
        } catch (StackOverflowError e) {
            throw new InvalidSchema(place, "is nested too deeply");
        }
    }
}
