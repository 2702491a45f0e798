package io.ingestio.orchestrator.webhook.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a call to a user's URL may reach: public unicast ones. Of IPv6 that is 2000::/3 alone, so that every form in which an
 * IPv4 address can stand is outside (mapped, compatible, NAT64) or named below (6to4, Teredo).
 *
 * @param allowLoopback for development on one machine: this machine is allowed as well
 */
public record AddressRules(boolean allowLoopback) {

    /** The special-purpose registry of IANA (RFC 6890 and its successors). */
    private static final List<Block> NOT_PUBLIC_V4 = blocks(
            "0.0.0.0/8", // unspecified, "this network"
            "10.0.0.0/8",
            "100.64.0.0/10", // carrier-grade NAT, and metadata services of some clouds
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local, and metadata services
            "172.16.0.0/12",
            "192.0.0.0/24", // protocol assignments, and metadata services
            "192.0.2.0/24",
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3"); // multicast, reserved, broadcast

    private static final Block UNICAST_V6 = Block.parse("2000::/3");

    private static final List<Block> NOT_PUBLIC_V6 = blocks(
            "2001::/23", // protocol assignments with Teredo
            "2001:db8::/32",
            "2002::/16", // 6to4
            "3fff::/20");

    /** The first bits of addresses of one family; no block here is longer than 64 bits. */
    private record Block(long first, int bits) {

        static Block parse(String cidr) {
            int slash = cidr.indexOf('/');
            return new Block(
                    top(InetAddress.ofLiteral(cidr.substring(0, slash))), Integer.parseInt(cidr.substring(slash + 1)));
        }

        boolean contains(InetAddress address) {
            return (top(address) ^ first) >>> (Long.SIZE - bits) == 0;
        }
    }

    private static List<Block> blocks(String... cidrs) {
        return Stream.of(cidrs).map(Block::parse).toList();
    }

    /** The first 64 bits; an IPv4 address fills 32 of them. */
    private static long top(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.capacity() == 4 ? (long) bytes.getInt() << Integer.SIZE : bytes.getLong();
    }

    public boolean allows(InetAddress address) {
        return isPublic(address) || (allowLoopback && address.isLoopbackAddress());
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? NOT_PUBLIC_V4.stream().noneMatch(block -> block.contains(address))
                : UNICAST_V6.contains(address) && NOT_PUBLIC_V6.stream().noneMatch(block -> block.contains(address));
    }
}
