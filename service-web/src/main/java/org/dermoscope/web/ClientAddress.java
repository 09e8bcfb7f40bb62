package org.dermoscope.web;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom a limit holds: the address that the connection comes from, of IPv6 its first 64 bits, which is what one client has
 * to choose from. What a proxy says counts only as far as {@code quarkus.http.proxy.*} trusts the proxy. Stateless.
 */
public final class ClientAddress {
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** Connections that come over no network have no address and count as one client. */
    public static String of(RoutingContext context) {
        @Nullable SocketAddress address = context.request().remoteAddress();
        return address == null ? "" : network(Objects.requireNonNullElse(address.host(), ""));
    }

    static String network(String host) {
        if (host.indexOf(':') < 0) {
            return host;
        }
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        return bytes == null || bytes.length != IPV6_BYTES || NetUtil.isValidIpV4Address(host)
                ? host
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64";
    }
}
