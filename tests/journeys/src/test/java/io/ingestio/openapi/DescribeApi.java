package io.ingestio.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** What all calls have in common: the token, and an answer for what went wrong. */
final class DescribeApi implements GlobalOpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    private static final String TOKEN = "token";
    private static final Parameter SERVICE = new PathParameter()
            .name("service")
            .description("Whose events are meant")
            .schema(new StringSchema()
                    ._enum(List.of(
                            "upload-service",
                            "batch-orchestrator",
                            "extraction-worker",
                            "usage-service",
                            "export-service")));

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info()
                .title("IngestIO")
                .version("1")
                .description(
                        "Batch document extraction. docs/api.md says what the calls do and when they are refused."));
        api.servers(List.of(new Server().url("/")));
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        components.addSchemas(PROBLEM, problem());
        components.addSecuritySchemes(
                TOKEN,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"));
        api.components(components);
        api.security(List.of(new SecurityRequirement().addList(TOKEN)));
        api.paths(throughGateway(api.getPaths()));
        api.getPaths().values().forEach(path -> path.readOperations().forEach(DescribeApi::addProblem));
    }

    private static Paths throughGateway(Paths ofServices) {
        var paths = new Paths();
        ofServices.forEach((path, calls) -> {
            String called = Endpoint.throughGateway(path);
            if (!called.equals(path)) {
                calls.readOperations().forEach(operation -> operation.addParametersItem(SERVICE));
            }
            paths.addPathItem(called, calls);
        });
        return paths;
    }

    private static void addProblem(Operation operation) {
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("The call was refused or failed; `code` says why")
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>()
                                                                .$ref("#/components/schemas/" + PROBLEM)))));
    }

    /** RFC 9457, with further members where a call has them. */
    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("An error (RFC 9457). Further members depend on the code")
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("A sentence that a person can act on"))
                .addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema().description("Stable; clients decide by it"))
                .addProperty("retryable", new BooleanSchema().description("Whether the same request may succeed later"))
                .addProperty("requestId", new StringSchema())
                .additionalProperties(true)
                .required(List.of("type", "status", "detail", "code", "retryable", "requestId"));
    }
}
