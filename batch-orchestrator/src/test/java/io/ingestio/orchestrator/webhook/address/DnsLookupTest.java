package io.ingestio.orchestrator.webhook.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real look-up, of the one name that every machine knows by itself. */
class DnsLookupTest {

    @Test
    void localhostIsThisMachineAndNotPublic() {
        try (DnsLookup lookup = new DnsLookup()) {
            List<InetAddress> found = lookup.lookup("localhost").block(Duration.ofSeconds(20));

            assertThat(found).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
            assertThat(found).noneMatch(new AddressRules(false)::allows);
        }
    }
}
