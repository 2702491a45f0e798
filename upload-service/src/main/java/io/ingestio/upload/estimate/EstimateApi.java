package io.ingestio.upload.estimate;

import io.ingestio.http.FieldErrors;
import io.ingestio.http.Text;
import io.ingestio.reader.ReaderLimits;
import io.ingestio.upload.admission.UsageClient;
import io.ingestio.upload.receive.ReceiveSettings;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code POST /api/v1/batches/estimate}: what would be accepted, against plan and quota. It changes nothing, so it needs no key. */
@RestController
class EstimateApi {

    private static final int MAX_FILES = 1_000;
    private static final int MAX_NAME = 4_096;

    private final UsageClient usage;
    private final ReceiveSettings settings;
    private final ReaderLimits limits;

    EstimateApi(UsageClient usage, ReceiveSettings settings, ReaderLimits limits) {
        this.usage = usage;
        this.limits = limits;
        this.settings = settings;
    }

    record Body(@Nullable List<@Nullable FileBody> files) {}

    record FileBody(
            @Nullable String name,
            @Nullable Long size,
            @Nullable String type,
            @Nullable Integer pages) {}

    @PostMapping("/api/v1/batches/estimate")
    Mono<Estimate> estimate(@RequestBody Body body, Principal user) {
        List<Estimate.Announced> files = files(Objects.requireNonNullElse(body.files(), List.of()));
        return usage.look(user.getName(), files.size())
                .map(plan -> Estimate.of(
                        plan,
                        Math.min(plan.maxFileBytes(), settings.maxFileSize().toBytes()),
                        limits.maxPages(),
                        files));
    }

    private static List<Estimate.Announced> files(List<@Nullable FileBody> given) {
        var errors = new FieldErrors()
                .require(!given.isEmpty() && given.size() <= MAX_FILES, "files", "must hold 1 to " + MAX_FILES);
        errors.throwIfAny();
        List<Estimate.Announced> files = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            FileBody file = given.get(i);
            String name = file == null ? null : file.name();
            Long size = file == null ? null : file.size();
            Integer pages = file == null ? null : file.pages();
            errors.require(Text.isGiven(name, MAX_NAME), "files[" + i + "].name", "must be the name of the file")
                    .require(size != null && size >= 0, "files[" + i + "].size", "must be the number of its bytes")
                    .require(pages == null || pages >= 1, "files[" + i + "].pages", "must be at least 1");
            if (file != null && name != null && size != null) {
                files.add(new Estimate.Announced(name, size, file.type(), pages));
            }
        }
        errors.throwIfAny();
        return files;
    }
}
