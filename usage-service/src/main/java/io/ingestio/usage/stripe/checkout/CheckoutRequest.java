package io.ingestio.usage.stripe.checkout;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.usage.stripe.Prices;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What a user wants to buy: a plan by the month or the year, or pages. */
record CheckoutRequest(
        @Nullable String tier,
        @Nullable String interval,
        @Nullable Long credits) {

    private static final Set<String> INTERVALS = Set.of("month", "year");

    /**
     * @throws Problem 422 {@code invalid_request} for none of the two, or both
     */
    Prices.Offer offer() {
        if (credits != null && tier == null && interval == null && credits > 0) {
            return new Prices.Credits(credits);
        }
        if (credits == null && tier != null && interval != null && INTERVALS.contains(interval)) {
            return new Prices.Plan(tier, interval);
        }
        throw Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                ErrorCode.INVALID_REQUEST,
                "Give either tier and interval (month or year), or credits as a number of pages.");
    }
}
