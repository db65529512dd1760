package io.rocketjca.impl.protocol.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.HeaderReader;
import io.rocketjca.impl.protocol.RemotingCommand;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendAnswerTest {

    @ParameterizedTest
    @EnumSource(HeaderEncoding.class)
    void readsIdQueueAndOffset(HeaderEncoding encoding) {
        SendAnswer answer = answer(
                encoding, Map.of("msgId", "7F000001000074D70000000000408774", "queueId", "3", "queueOffset", "1000"));
        assertThat(answer.queueId()).isEqualTo(3);
        assertThat(answer.queueOffset()).isEqualTo(1000);
        assertThat(answer.storeIpv4()).isEqualTo(0x7F000001);
        assertThat(answer.storePort()).isEqualTo(29911);
        assertThat(answer.commitLogOffset()).isEqualTo(0x408774);
        assertThat(answer.otherId()).isNull();
        assertThat(answer.offsetMessageId()).isEqualTo("7F000001000074D70000000000408774");
    }

    @Test
    void readsTheIdOfAnIpv6Broker() {
        String id = "FD000000000000000000000000000002" + "00002A9F" + "0000000000408774";
        SendAnswer answer = answer(HeaderEncoding.JSON, Map.of("msgId", id));
        assertThat(answer.offsetMessageId()).isEqualTo(id).hasSize(56);
        assertThat(answer.commitLogOffset()).isEqualTo(0x408774);
        assertThat(answer.storePort()).isZero();
    }

    @Test
    void livesWithoutAnyField() {
        assertThat(answer(HeaderEncoding.JSON, null)).isEqualTo(new SendAnswer(0, -1, null, -1, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "7F000001000074D7000000000040877",
                "7F000001000074D7000000000040877G",
                "GF000001000074D70000000000408774",
                "7F000001000074D7FFFFFFFFFFFFFFFF",
                "00000000000000000000000000408774",
                "7F000001000074D70000000000408774,7F000001000074D70000000000408775x"
            })
    void keepsIdsOfOtherFormsAsTheyAre(String id) {
        SendAnswer answer =
                answer(HeaderEncoding.JSON, Map.of("msgId", id, "queueId", "4294967296", "queueOffset", "none"));
        assertThat(answer.offsetMessageId()).isEqualTo(id);
        assertThat(answer.commitLogOffset()).isEqualTo(-1);
        assertThat(answer.queueId()).isEqualTo(-1);
        assertThat(answer.queueOffset()).isEqualTo(-1);
    }

    private static SendAnswer answer(HeaderEncoding encoding, Map<String, String> fields) {
        ByteBuf frame = Unpooled.buffer();
        CommandCodec.encode(RemotingCommand.answer(0, 1, null, fields, null), encoding, frame);
        HeaderReader header = new HeaderReader();
        header.read(frame.skipBytes(4));
        return SendAnswer.of(header);
    }
}
