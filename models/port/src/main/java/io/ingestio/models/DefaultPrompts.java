package io.ingestio.models;

import io.ingestio.contracts.request.DocumentType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The document types that are distinguished and the default prompt of each: resources, versioned as a set. */
public final class DefaultPrompts {

    public static final String OTHER = DocumentType.OTHER.wireName();
    public static final List<String> TYPES = DocumentType.wireNames();
    private static final String VERSION = "v1";

    private final Map<String, String> prompts = new TreeMap<>();

    public DefaultPrompts() {
        TYPES.forEach(type -> prompts.put(type, load(type)));
    }

    /** The default prompt of a type; that of {@link #OTHER} for an unknown type. */
    public String of(String documentType) {
        return prompts.getOrDefault(documentType, prompts.getOrDefault(OTHER, ""));
    }

    private static String load(String type) {
        String resource = "prompts/" + VERSION + "/" + type + ".txt";
        try (InputStream text = DefaultPrompts.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("no default prompt " + resource);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
