package io.ingestio.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of each record which of its components may be null, and what its documentation comment says of them. */
final class RecordSchemas extends ModelResolver {

    private final SourceComments comments;

    RecordSchemas(ObjectMapper mapper, boolean isOpenapi31, SourceComments comments) {
        super(mapper, new SchemaNames());
        setOpenapi31(isOpenapi31);
        this.comments = comments;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = super.resolve(type, context, chain);
        JavaType java = _mapper.constructType(type.getType());
        if (resolved != null && java.getRawClass().isRecord()) {
            Schema<?> model = resolved.get$ref() == null ? resolved : defined(resolved.get$ref(), context);
            if (model != null && model.getProperties() != null) {
                describe(java.getRawClass(), model);
            }
        }
        return resolved;
    }

    private static @Nullable Schema<?> defined(String reference, ModelConverterContext context) {
        return context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private void describe(Class<?> type, Schema<?> model) {
        if (model.getDescription() == null) {
            model.setDescription(comments.of(type));
        }
        Map<String, Schema> properties = model.getProperties();
        Set<String> required = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = name(component);
            Schema property = properties.get(name);
            if (property == null) {
                continue;
            }
            if (component.isAnnotationPresent(JsonRawValue.class)
                    || component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
                property = new Schema<>(); // JSON as it is stored
            }
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(name);
            } else if (!isLeftOutWhenNull(component)) {
                property = orNull(property);
            }
            String comment = comments.ofComponent(type, component.getName());
            if (comment != null && property.get$ref() == null) {
                property.setDescription(comment);
            }
            properties.put(name, property);
        }
        model.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    private static String name(RecordComponent component) {
        JsonProperty named = component.getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? component.getName() : named.value();
    }

    private static boolean isLeftOutWhenNull(RecordComponent component) {
        JsonInclude include = component.getAnnotation(JsonInclude.class);
        return include != null && include.value() != JsonInclude.Include.ALWAYS;
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Schema orNull(Schema property) {
        if (property.get$ref() != null) {
            Schema nothing = new Schema<>();
            nothing.addType("null");
            Schema either = new Schema<>();
            either.setOneOf(List.of(property, nothing));
            return either;
        }
        if (property.getTypes() != null) {
            property.addType("null");
        }
        property.setNullable(true);
        return property;
    }
}
