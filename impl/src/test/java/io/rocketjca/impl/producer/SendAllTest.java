package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.SendOutcome;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the messages of a list are put into requests. */
class SendAllTest extends ListSends {

    @Test
    @Row({"BAT-01", "BAT-03", "SND-19"})
    void messagesOfOneTopicGoInOneRequestThatSaysItIsABatch() {
        List<SendOutcome> outcomes = sendAll(messages(5));

        ScriptedRequest request = onlyRequest();
        assertThat(request.command().code()).isEqualTo(BATCH);
        assertThat(request.command().extFields())
                .containsEntry("m", "true")
                .containsEntry("b", SendFixture.TOPIC)
                .containsEntry("f", "0")
                .containsEntry("g", Long.toString(SendFixture.NOW_MILLIS))
                .containsEntry("h", "0")
                .doesNotContainKey("i");
        assertThat(outcomes).hasSize(5).allMatch(SendOutcome.Stored.class::isInstance);
        assertThat(fixture.limit.messages()).isZero();
        assertThat(fixture.limit.bytes()).isZero();
    }

    @Test
    void aReplyGoesAloneAsItsOwnKindOfRequest() {
        Map<String, String> asked = Map.of("CLUSTER", "c", "CORRELATION_ID", "1", "REPLY_TO_CLIENT", "me");
        fixture.routes.route("c_REPLY_TOPIC", 4, "a");
        Message reply = Message.replyTo(asked).text("yes").build();
        Message sameTopic = Message.to("c_REPLY_TOPIC").text("no reply").build();

        List<SendOutcome> outcomes = sendAll(List.of(sameTopic, reply, sameTopic, reply));

        assertThat(outcomes).hasSize(4).allMatch(SendOutcome.Stored.class::isInstance);
        assertThat(fixture.remoting.requests)
                .extracting(request -> request.command().code())
                .containsExactlyInAnyOrder(BATCH, 325, 325);
    }

    @Test
    @Row({"BAT-02", "BAT-04"})
    void eachMessageOfABatchBringsItsOwnBodyFlagPropertiesAndUniqueKey() {
        List<Message> messages = List.of(
                Message.to(SendFixture.TOPIC).text("one").tag("t1").flag(-7).build(),
                Message.to(SendFixture.TOPIC)
                        .text("zwei ü")
                        .key("k1")
                        .key("k2")
                        .property("größe", "ü≥")
                        .build(),
                Message.of(SendFixture.TOPIC, new byte[] {0, -1, 1}));

        List<SendOutcome> outcomes = sendAll(messages);

        List<BatchedMessage> sent = BatchedMessage.read(onlyRequest().command().body());
        assertThat(sent).extracting(BatchedMessage::flag).containsExactly(-7, 0, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(sent.get(i).body()).isEqualTo(messages.get(i).body());
            assertThat(sent.get(i).properties())
                    .containsEntry("WAIT", "true")
                    .containsEntry("UNIQ_KEY", outcomes.get(i).orElseThrow().messageId());
        }
        assertThat(sent.get(0).properties()).containsEntry("TAGS", "t1").hasSize(3);
        assertThat(sent.get(1).properties()).containsEntry("KEYS", "k1 k2").containsEntry("größe", "ü≥");
        assertThat(sent.get(2).properties()).hasSize(2);
        assertThat(outcomes).extracting(o -> o.orElseThrow().messageId()).doesNotHaveDuplicates();
    }

    @Test
    void aMessageThatFindsNoOtherGoesAlone() {
        sendAll(List.of(message("one", SendFixture.TOPIC), message("two", "other")));

        assertThat(fixture.remoting.requests)
                .extracting(request -> request.command().code())
                .containsExactly(SINGLE, SINGLE);
    }

    @Test
    void nothingGoesWhereNothingIsGiven() {
        assertThat(sendAll(List.of())).isEmpty();
        assertThat(fixture.remoting.requests).isEmpty();
    }

    @Test
    void whatMayNotTravelTogetherGoesApart() {
        byte[] shrinking = new byte[5000];
        List<Message> messages = List.of(
                Message.of(SendFixture.TOPIC, shrinking),
                message("plain", SendFixture.TOPIC),
                Message.to(SendFixture.TOPIC).text("q").queue("a", 1).build(),
                Message.to(SendFixture.TOPIC).text("k").orderingKey("k").build(),
                Message.to(SendFixture.TOPIC).text("5").orderingKey("5").build(),
                Message.to(SendFixture.TOPIC).text("five").orderingKey(5).build(),
                message("other", "other"));
        List<Message> twice = new ArrayList<>(messages);
        twice.addAll(messages);

        List<SendOutcome> outcomes = sendAll(twice);

        assertThat(outcomes).allMatch(SendOutcome.Stored.class::isInstance);
        assertThat(fixture.remoting.requests).hasSize(7).allSatisfy(request -> {
            List<BatchedMessage> sent = BatchedMessage.read(request.command().body());
            assertThat(sent).hasSize(2);
            assertThat(sent.get(0).body()).isEqualTo(sent.get(1).body());
        });
    }

    @Test
    void messagesToARetryTopicGoAloneEach() {
        fixture.routes.route("%RETRY%g", 1, "a");

        sendAll(List.of(message("one", "%RETRY%g"), message("two", "%RETRY%g")));

        assertThat(fixture.remoting.requests)
                .extracting(request -> request.command().code())
                .containsExactly(SINGLE, SINGLE);
    }

    @Test
    @Row({"BAT-05", "CMP-05"})
    void aBatchIsNotCompressedButMayHoldCompressedMessages() {
        byte[] shrinking = new byte[5000];
        sendAll(List.of(Message.of(SendFixture.TOPIC, shrinking), Message.of(SendFixture.TOPIC, shrinking)));
        sendAll(messages(1000));

        assertThat(fixture.remoting.requests.get(0).ext("f")).isEqualTo(Integer.toString(0x301));
        assertThat(fixture.remoting.requests.get(0).command().body().length).isLessThan(500);
        assertThat(fixture.remoting.requests.get(1).ext("f")).isEqualTo("0");
    }

    @Test
    @Defect("K27")
    void aBatchIsCutWhereTheBrokerWouldRefuseIt() {
        byte[] body = new byte[1 << 20];
        new java.util.Random(1).nextBytes(body);
        List<Message> messages = IntStream.range(0, 9)
                .mapToObj(i -> Message.of(SendFixture.TOPIC, body))
                .toList();

        assertThat(sendAll(messages)).allMatch(SendOutcome.Stored.class::isInstance);

        assertThat(fixture.remoting.requests)
                .extracting(
                        request -> BatchedMessage.read(request.command().body()).size())
                .containsExactly(3, 3, 3);
        assertThat(fixture.remoting.requests)
                .allMatch(request -> request.command().body().length <= 4 << 20);
    }

    @Test
    void manySmallMessagesAreCutByTheirNumber() {
        sendAll(messages(2 * MessageBatch.MOST_MESSAGES + 1));

        assertThat(fixture.remoting.requests)
                .extracting(request -> request.command().code())
                .containsExactly(BATCH, BATCH, SINGLE);
    }

    @Test
    @Defect("K27")
    void aMessageThatBreaksARuleFailsAlone() {
        List<Message> messages = Arrays.asList(
                message("one", SendFixture.TOPIC),
                null,
                Message.of(SendFixture.TOPIC, new byte[0]),
                Message.of("no such topic!", new byte[1]),
                message("two", SendFixture.TOPIC));

        List<SendOutcome> outcomes = sendAll(messages);

        assertThat(outcomes.get(0)).isInstanceOf(SendOutcome.Stored.class);
        assertThat(outcomes.get(4)).isInstanceOf(SendOutcome.Stored.class);
        for (int i = 1; i < 4; i++) {
            assertThat(failure(outcomes.get(i))).isInstanceOf(IllegalMessageException.class);
        }
        assertThat(BatchedMessage.read(onlyRequest().command().body())).hasSize(2);
    }

    @Test
    void theApplicationsMessagesStayAsTheyAre() {
        byte[] body = new byte[5000];
        Message message = Message.to(SendFixture.TOPIC).body(body).tag("t").build();

        sendAll(List.of(message, message));

        assertThat(message.body()).isSameAs(body).containsOnly(0);
        assertThat(message.properties()).isEqualTo(Map.of());
    }
}
