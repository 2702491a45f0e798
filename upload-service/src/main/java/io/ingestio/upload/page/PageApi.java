package io.ingestio.upload.page;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.http.StreamLimit;
import io.ingestio.objectstore.ObjectInfo;
import io.ingestio.upload.content.ContentSettings;
import io.ingestio.upload.content.SafeHeaders;
import io.ingestio.upload.content.StoredFile;
import io.ingestio.upload.content.StoredFileTable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/documents/{id}/pages/{number}}: a page as a picture. */
@RestController
class PageApi {

    private final StoredFileTable files;
    private final RenderPages renderPages;
    private final StreamLimit reads;
    private final ContentSettings settings;
    private final Tenancy tenancy;

    PageApi(
            StoredFileTable files,
            RenderPages renderPages,
            StreamLimit reads,
            ContentSettings settings,
            Tenancy tenancy) {
        this.files = files;
        this.renderPages = renderPages;
        this.reads = reads;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_PNG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/api/v1/documents/{id}/pages/{number}")
    Mono<ResponseEntity<Flux<DataBuffer>>> page(
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable Integer dpi,
            @RequestParam(required = false) @Nullable Integer width,
            Principal user) {
        PictureScale scale = PictureScale.of(dpi, width);
        String userId = user.getName();
        return tenancy.asUser(userId, files.find(userId, id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("document")))
                .flatMap(file -> {
                    if (number < 1 || number > file.pages()) {
                        return Mono.error(noSuchPage(file, number));
                    }
                    return renderPages
                            .picture(userId, file, number, scale)
                            .map(picture -> answer(userId, file, number, scale, picture));
                });
    }

    private ResponseEntity<Flux<DataBuffer>> answer(
            String userId, StoredFile file, int number, PictureScale scale, ObjectInfo picture) {
        reads.check(userId);
        return ResponseEntity.ok()
                .headers(headers -> SafeHeaders.set(
                        headers,
                        picture.contentType(),
                        ContentDisposition.inline().build()))
                .eTag("\"%s-%d-%s\"".formatted(file.sha256(), number, scale.name()))
                .contentLength(picture.sizeBytes())
                .body(reads.counted(
                        userId,
                        renderPages
                                .read(picture)
                                .timeout(settings.slowReader())
                                .map(DefaultDataBufferFactory.sharedInstance::wrap)));
    }

    private static Problem noSuchPage(StoredFile file, int number) {
        return Problem.of(
                HttpStatus.NOT_FOUND,
                ErrorCode.PAGE_NOT_FOUND,
                "There is no page %d. Pages of the document: %d.".formatted(number, file.pages()));
    }
}
