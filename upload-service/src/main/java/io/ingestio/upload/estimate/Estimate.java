package io.ingestio.upload.estimate;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.usage.Admission;
import io.ingestio.reader.FileType;
import io.ingestio.upload.file.InspectFile;
import io.ingestio.upload.receive.Filename;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What would be accepted of a batch, as far as it can be said without its bytes.
 *
 * @param admitted   whether a batch of these files would be admitted now
 * @param code       why it would not
 * @param totalPages of the files that would be accepted and fit; one each where their pages are not known
 * @param pagesLeft  after them
 */
record Estimate(
        boolean admitted,
        @Nullable String code,
        @Nullable String detail,
        String tier,
        int documentsPerBatch,
        long maxFileBytes,
        List<File> files,
        long totalPages,
        long pagesLeft) {

    private static final Set<String> TYPES =
            Arrays.stream(FileType.values()).map(FileType::mimeType).collect(Collectors.toUnmodifiableSet());

    /** Types that a client names where it does not know. */
    private static final Set<String> UNKNOWN_TYPES = Set.of("", "application/octet-stream");

    /** @param code why it would be rejected, or not be extracted; null where it would be accepted and extracted */
    record File(
            int position,
            String filename,
            boolean accepted,
            @Nullable String code,
            @Nullable String detail) {}

    /** @param pages null where they are not known */
    record Announced(
            String name,
            long size,
            @Nullable String type,
            @Nullable Integer pages) {}

    /**
     * @param maxFileBytes of the plan and of this service, the smaller one
     * @param maxPages     of a document
     */
    static Estimate of(Admission plan, long maxFileBytes, int maxPages, List<Announced> announced) {
        List<File> files = new ArrayList<>();
        long left = Math.max(0, plan.pagesLeft());
        long total = 0;
        for (int i = 0; i < announced.size(); i++) {
            Announced file = announced.get(i);
            File judged = judge(i, file, plan, maxFileBytes, maxPages, left);
            files.add(judged);
            if (judged.code() == null) {
                total += pages(file);
                left -= pages(file);
            }
        }
        return new Estimate(
                plan.refusal() == null,
                plan.refusal(),
                plan.detail(),
                plan.tier(),
                plan.documentsPerBatch(),
                maxFileBytes,
                files,
                total,
                left);
    }

    private static File judge(
            int position, Announced file, Admission plan, long maxFileBytes, int maxPages, long left) {
        String type = file.type() == null ? "" : file.type();
        if (position >= plan.documentsPerBatch()) {
            return rejected(
                    position,
                    file,
                    ErrorCode.TOO_MANY_FILES,
                    "Your plan allows " + plan.documentsPerBatch() + " files in a batch.");
        }
        if (file.size() == 0) {
            return rejected(position, file, ErrorCode.EMPTY_FILE, "The file is empty.");
        }
        if (file.size() > maxFileBytes) {
            return rejected(position, file, ErrorCode.FILE_TOO_LARGE, InspectFile.tooLarge(maxFileBytes));
        }
        if (!UNKNOWN_TYPES.contains(type) && !TYPES.contains(type)) {
            return rejected(
                    position,
                    file,
                    ErrorCode.UNSUPPORTED_FILE_TYPE,
                    "Files of the type %s are not read.".formatted(type));
        }
        if (pages(file) > maxPages) {
            return rejected(
                    position, file, ErrorCode.TOO_MANY_PAGES, "A document may have at most " + maxPages + " pages.");
        }
        if (pages(file) > left) {
            return new File(
                    position,
                    Filename.display(file.name()),
                    true,
                    ErrorCode.QUOTA_EXCEEDED.wireName(),
                    "The file has %d pages; %d are left. It would be accepted and not be extracted."
                            .formatted(pages(file), left));
        }
        return new File(position, Filename.display(file.name()), true, null, null);
    }

    private static int pages(Announced file) {
        return file.pages() == null ? 1 : file.pages();
    }

    private static File rejected(int position, Announced file, ErrorCode code, String detail) {
        return new File(position, Filename.display(file.name()), false, code.wireName(), detail);
    }
}
