package io.ingestio.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.util.StringUtils;

/** One name for each type: a nested type's begins with what it is nested in, unless it says so itself. */
final class SchemaNames extends TypeNameResolver {

    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        String name = name(type);
        Class<?> first = types.putIfAbsent(name, type);
        if (first != null && first != type) {
            throw new IllegalStateException("two types are named " + name + ": " + first + " and " + type);
        }
        return name;
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        if (outer == null) {
            return type.getSimpleName();
        }
        String owner = StringUtils.capitalize(outer.getSimpleName().replaceAll("(Api|Table|Reads)$", ""));
        return type.getSimpleName().contains(owner) ? type.getSimpleName() : owner + type.getSimpleName();
    }
}
