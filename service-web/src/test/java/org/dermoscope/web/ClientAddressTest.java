package org.dermoscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2:ffff::1, 20010db800010002/64",
        "2001:db8:1:3::1, 20010db800010003/64",
        "'', ''",
        "_hidden, _hidden",
        "not:an:address, not:an:address",
    })
    void oneIpv6ClientIsOneNetwork(String host, String client) {
        assertThat(ClientAddress.network(host)).isEqualTo(client);
    }
}
