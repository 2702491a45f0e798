package io.ingestio.usage.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The offer of each price of Stripe: {@code price_a=plus:month,price_b=plus:year,price_c=credits:500}. Several prices may have the
 * same offer: the first is sold, the others still count for subscriptions that have them.
 */
public final class Prices {

    private static final Pattern ENTRY =
            Pattern.compile("([A-Za-z0-9_-]+)=(?:credits:([1-9][0-9]{0,8})|([a-z][a-z0-9_-]*):(month|year))");

    /** What a price buys: a plan or credits. */
    public sealed interface Offer {}

    /** A plan, paid by the month or the year. */
    public record Plan(String tier, String interval) implements Offer {}

    /** Pages beside those of the plan. */
    public record Credits(long pages) implements Offer {}

    private final Map<String, Offer> offers;

    private Prices(Map<String, Offer> offers) {
        this.offers = offers;
    }

    /**
     * @throws IllegalArgumentException that names the invalid entry
     */
    public static Prices parse(String text) {
        Map<String, Offer> offers = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String entry = part.strip();
            if (entry.isEmpty()) {
                continue;
            }
            Matcher matcher = ENTRY.matcher(entry);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("ingestio.stripe.prices: '" + entry
                        + "' is neither price_id=tier:month, price_id=tier:year nor price_id=credits:500");
            }
            if (offers.put(matcher.group(1), offer(matcher)) != null) {
                throw new IllegalArgumentException("ingestio.stripe.prices: '" + matcher.group(1) + "' is named twice");
            }
        }
        return new Prices(offers);
    }

    private static Offer offer(Matcher entry) {
        String pages = entry.group(2);
        return pages != null ? new Credits(Long.parseLong(pages)) : new Plan(entry.group(3), entry.group(4));
    }

    /** The price at which an offer is sold. */
    public Optional<String> priceOf(Offer offer) {
        return offers.entrySet().stream()
                .filter(entry -> entry.getValue().equals(offer))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The tier of a price; null for a price that is not configured or is not of a plan. */
    public @Nullable String tierOf(@Nullable String price) {
        return price != null && offers.get(price) instanceof Plan plan ? plan.tier() : null;
    }
}
