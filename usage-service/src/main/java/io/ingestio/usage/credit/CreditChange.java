package io.ingestio.usage.credit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requested credit change.
 *
 * @param pages  to add, or to remove where negative
 * @param source idempotency key of the change: the same source changes the balance once
 * @param partly remove what is free if that is less than requested, and record the rest as shortfall; else refuse
 * @param amountCents paid or paid back, in the smallest unit of the currency
 * @param actor  the administrator, for a change by one
 */
public record CreditChange(
        String userId,
        Kind kind,
        long pages,
        String source,
        boolean partly,
        @Nullable Long amountCents,
        @Nullable String currency,
        @Nullable String actor,
        @Nullable String reason) {

    /** Why a balance changes. {@code usage} is not among them: the ledger writes it with the charge. */
    public enum Kind {
        PURCHASE,
        REFUND,
        BONUS,
        ADJUSTMENT;

        /** Purchase and bonus add pages, a refund removes some, an adjustment does either. */
        boolean allows(long pages) {
            return switch (this) {
                case PURCHASE, BONUS -> pages > 0;
                case REFUND -> pages < 0;
                case ADJUSTMENT -> pages != 0;
            };
        }

        static Optional<Kind> of(@Nullable String wireName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName().equals(wireName))
                    .findFirst();
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Pages that a payment bought. */
    public static CreditChange purchase(
            String userId, long pages, String source, @Nullable Long amountCents, @Nullable String currency) {
        return new CreditChange(userId, Kind.PURCHASE, pages, source, false, amountCents, currency, null, null);
    }

    /** Pages whose payment was refunded; pages that were used already stay used and are recorded as shortfall. */
    public static CreditChange refund(
            String userId, long pages, String source, @Nullable Long amountCents, @Nullable String currency) {
        return new CreditChange(userId, Kind.REFUND, -pages, source, true, amountCents, currency, null, null);
    }

    /** A change by an administrator; refused if it removes more than is free. */
    static CreditChange byAdmin(UUID id, String userId, Kind kind, long pages, String actor, String reason) {
        return new CreditChange(userId, kind, pages, "admin:" + id, false, null, null, actor, reason);
    }
}
