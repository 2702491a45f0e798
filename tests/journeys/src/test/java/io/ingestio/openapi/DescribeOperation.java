package io.ingestio.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** Names, sorts and explains a call: from its controller, its path and docs/api.md. */
final class DescribeOperation implements GlobalOperationCustomizer {

    private static final String API = "/api/v1/";

    private final ApiPage page;

    DescribeOperation(ApiPage page) {
        this.page = page;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        RequestMapping root = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RequestMapping.class);
        String path = path(root) + path(mapping);
        operation.setOperationId(id(handler));
        operation.setTags(List.of(path.substring(API.length()).replaceAll("/.*", "")));
        String text = mapping == null
                ? null
                : page.of(
                        mapping.method()[0].name(),
                        Endpoint.throughGateway(path).substring(API.length() - 1));
        if (text != null) {
            operation.setSummary(text.split("[:;(]|\\. ")[0].replace("`", "").strip());
            operation.setDescription(text);
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(DescribeOperation::describe);
        }
        return operation;
    }

    private static String id(HandlerMethod handler) {
        String controller = handler.getBeanType().getSimpleName().replaceAll("Api$", "");
        return StringUtils.uncapitalize(controller)
                + StringUtils.capitalize(handler.getMethod().getName());
    }

    private static void describe(Parameter parameter) {
        switch (parameter.getName()) {
            case "limit" -> parameter.setDescription("Rows of a page, 1 to 100");
            case "cursor" -> parameter.setDescription("The nextCursor of the page before");
            case "Idempotency-Key" ->
                parameter.setDescription(
                        "The same key with the same content gets the first answer again, and has no second effect");
            case "Last-Event-ID" -> parameter.setDescription("The id of the last event that arrived");
            default -> {}
        }
    }

    private static String path(@Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? "" : mapping.path()[0];
    }
}
