package io.ingestio.orchestrator.webhook.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private static final AddressRules PUBLIC = new AddressRules(false);
    private static final AddressRules DEVELOPMENT = new AddressRules(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "93.184.216.34",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "2001:4860:4860::8888",
                "2001:200::1"
            })
    void allowsPublicUnicastAddresses(String address) {
        assertThat(PUBLIC.allows(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "169.254.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "febf::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "fec0::1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::8.8.8.8",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "2002:808:808::1",
                "3fff::1",
                "5f00::1"
            })
    void deniesAddressesThatAreNotPublic(String address) {
        assertThat(PUBLIC.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    /** Java makes an IPv4 address of most mapped ones; here it must not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000000000000000ffff0a000001", // ::ffff:10.0.0.1
                "00000000000000000000ffff08080808", // ::ffff:8.8.8.8
                "00000000000000000000ffff7f000001", // ::ffff:127.0.0.1
                "0000000000000000000000007f000001", // ::127.0.0.1
                "0000000000000000ffff00000a000001" // ::ffff:0:10.0.0.1
            })
    void deniesIpv4AddressesInIpv6(String bytes) throws UnknownHostException {
        InetAddress address = Inet6Address.getByAddress("host", HexFormat.of().parseHex(bytes), 0);
        assertThat(address).isInstanceOf(Inet6Address.class);
        assertThat(PUBLIC.allows(address)).isFalse();
        assertThat(DEVELOPMENT.allows(address)).isFalse();
    }

    @Test
    void judgesMappedAddressAsIpv4() {
        assertThat(PUBLIC.allows(InetAddress.ofLiteral("::ffff:10.0.0.1"))).isFalse();
        assertThat(PUBLIC.allows(InetAddress.ofLiteral("::ffff:169.254.169.254")))
                .isFalse();
    }

    @Test
    void developmentAllowsThisMachineAlone() {
        assertThat(DEVELOPMENT.allows(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
        assertThat(DEVELOPMENT.allows(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(DEVELOPMENT.allows(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
        assertThat(DEVELOPMENT.allows(InetAddress.ofLiteral("169.254.169.254"))).isFalse();
        assertThat(DEVELOPMENT.allows(InetAddress.ofLiteral("0.0.0.0"))).isFalse();
    }
}
