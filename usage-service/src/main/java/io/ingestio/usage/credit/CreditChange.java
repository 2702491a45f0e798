package io.ingestio.usage.credit;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to change the credits of a user.
 *
 * @param pages  to add, or to take where negative
 * @param source what causes it; the same source changes the balance once, however often it is told
 * @param partly take what is there if less is left than asked for, and record the rest as shortfall; else refuse
 * @param amountCents paid or paid back, in the smallest unit of the currency
 * @param actor  the administrator, where one does it
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

    /** Why a balance changes. {@code usage} is not among them: it is written by the ledger, with the charge. */
    public enum Kind {
        PURCHASE,
        REFUND,
        BONUS,
        ADJUSTMENT;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Pages that a payment bought. */
    public static CreditChange purchase(
            String userId, long pages, String source, @Nullable Long amountCents, @Nullable String currency) {
        return new CreditChange(userId, Kind.PURCHASE, pages, source, false, amountCents, currency, null, null);
    }

    /** Pages that go because their payment was given back; what was used before stays used, as a recorded shortfall. */
    public static CreditChange refund(
            String userId, long pages, String source, @Nullable Long amountCents, @Nullable String currency) {
        return new CreditChange(userId, Kind.REFUND, -pages, source, true, amountCents, currency, null, null);
    }

    /** What an administrator gives, or takes where negative; refused where less is free. */
    static CreditChange byAdmin(String userId, Kind kind, long pages, String actor, String reason) {
        String source = "admin:" + UUID.randomUUID(); // a repeated request is met before: its Idempotency-Key
        return new CreditChange(userId, kind, pages, source, false, null, null, actor, reason);
    }
}
