package io.ingestio.usage.plan;

import static java.util.Objects.requireNonNull;

import io.ingestio.http.FieldErrors;
import io.ingestio.http.Problem;
import io.ingestio.http.Text;
import io.ingestio.usage.admin.AdminAction;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request of an administrator to replace a tier: the fields of {@link Tier}, and the reason. */
record TierUpdate(
        @Nullable Boolean mayBatch,
        @Nullable Long pages,
        @Nullable Long pagesPerDay,
        @Nullable Integer documentsPerBatch,
        @Nullable Integer submissionsPerMinute,
        @Nullable Integer concurrentDocuments,
        @Nullable Long maxFileBytes,
        @Nullable Integer priceMonthlyCents,
        @Nullable Integer priceYearlyCents,
        @Nullable String currency,
        @Nullable List<@Nullable String> features,
        @Nullable String description,
        @Nullable String reason) {

    /** Sums of pages stay far within 64 bits. */
    static final long MAX_PAGES = 1_000_000_000_000L;

    private static final int MAX_FEATURES = 50;
    private static final int MAX_FEATURE = 100;
    private static final int MAX_DESCRIPTION = 2000;
    private static final Pattern CURRENCY = Pattern.compile("[a-z]{3}");

    /**
     * @throws Problem 422 {@code invalid_request} with every violation
     */
    Tier checked(String name) {
        FieldErrors errors = AdminAction.check(name, reason)
                .require(mayBatch != null, "mayBatch", "must be true or false")
                .require(within(pages, 0, MAX_PAGES), "pages", "must be from 0 to " + MAX_PAGES)
                .require(
                        within(pagesPerDay, -1, MAX_PAGES), "pagesPerDay", "must be from -1 (no limit) to " + MAX_PAGES)
                .require(within(maxFileBytes, 1, Long.MAX_VALUE), "maxFileBytes", "must be at least 1")
                .require(
                        currency != null && CURRENCY.matcher(currency).matches(),
                        "currency",
                        "must be three small letters")
                .require(
                        boundedFeatures(),
                        "features",
                        "must be at most %d names of 1 to %d characters".formatted(MAX_FEATURES, MAX_FEATURE))
                .require(
                        Text.isStorable(description, MAX_DESCRIPTION),
                        "description",
                        "must have at most " + MAX_DESCRIPTION + " characters");
        atLeast(errors, 1, documentsPerBatch, "documentsPerBatch");
        atLeast(errors, 1, submissionsPerMinute, "submissionsPerMinute");
        atLeast(errors, 1, concurrentDocuments, "concurrentDocuments");
        atLeast(errors, 0, priceMonthlyCents, "priceMonthlyCents");
        atLeast(errors, 0, priceYearlyCents, "priceYearlyCents");
        errors.throwIfAny();
        return new Tier(
                name,
                requireNonNull(mayBatch),
                requireNonNull(pages),
                requireNonNull(pagesPerDay),
                requireNonNull(documentsPerBatch),
                requireNonNull(submissionsPerMinute),
                requireNonNull(concurrentDocuments),
                requireNonNull(maxFileBytes),
                requireNonNull(priceMonthlyCents),
                requireNonNull(priceYearlyCents),
                requireNonNull(currency),
                requireNonNull(features).stream().map(String::valueOf).toList(),
                requireNonNull(description),
                null);
    }

    private boolean boundedFeatures() {
        return features != null
                && features.size() <= MAX_FEATURES
                && features.stream().allMatch(feature -> Text.isGiven(feature, MAX_FEATURE));
    }

    private static void atLeast(FieldErrors errors, int minimum, @Nullable Integer value, String field) {
        errors.require(value != null && value >= minimum, field, "must be at least " + minimum);
    }

    private static boolean within(@Nullable Long value, long minimum, long maximum) {
        return value != null && value >= minimum && value <= maximum;
    }
}
