package io.rocketjca.impl.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class VipChannelTest {

    @Test
    void isTwoPortsBelow() {
        assertThat(VipChannel.of("host:10911")).isEqualTo("host:10909");
        assertThat(VipChannel.of("[::1]:3")).isEqualTo("[::1]:1");
        assertThat(VipChannel.mainOf("host:10909")).isEqualTo("host:10911");
    }

    @Test
    void isTheAddressItselfWhereThereIsNoRoomBelow() {
        assertThat(VipChannel.of("host:2")).isEqualTo("host:2");
        assertThat(VipChannel.of("nonsense")).isEqualTo("nonsense");
        assertThat(VipChannel.of(null)).isNull();
    }

    @Test
    void connectionsToItStayAsLongAsARouteMentionsTheBroker() {
        BrokerAddresses addresses = new BrokerAddresses();
        addresses.mention(Set.of("b:10911"));
        Set<String> inUse = addresses.liveWith(Set.of("ns:9876"));

        assertThat(inUse.contains("b:10909")).isTrue();
        assertThat(inUse.contains("ns:9874")).isFalse();
        addresses.forget(Set.of("b:10911"));
        assertThat(inUse.contains("b:10909")).isFalse();
    }
}
