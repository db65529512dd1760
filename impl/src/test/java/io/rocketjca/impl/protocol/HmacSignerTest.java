package io.rocketjca.impl.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.fake.FakeAcl;
import io.rocketjca.impl.protocol.request.QueryMessageRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HmacSignerTest {

    private static final Credentials USER = new Credentials("AK", "12345678");

    /** Recomputed with a server's own code; the key names are those of a send request. */
    @Test
    void makesTheSignatureThatServersCompute() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("n", "broker-a");
        fields.put("m", "false");
        fields.put("k", "false");
        fields.put("j", "0");
        fields.put("i", "TAGS\u0001a\u0002WAIT\u0001true\u0002");
        fields.put("h", "0");
        fields.put("g", "1700000000000");
        fields.put("f", "0");
        fields.put("e", "1");
        fields.put("d", "4");
        fields.put("c", "TBW102");
        fields.put("b", "T");
        fields.put("a", "PG");

        RemotingCommand signed =
                RequestSigner.of(USER).sign(RemotingCommand.request(310, 7, fields, "hi".getBytes(UTF_8)));

        assertThat(signed.extFields())
                .containsAllEntriesOf(fields)
                .containsEntry("AccessKey", "AK")
                .containsEntry("Signature", "AL9DXTGLVYO/4TjrPBzg9UbbxOI=")
                .hasSize(fields.size() + 2);
        assertThat(signed.opaque()).isEqualTo(7);
        assertThat(signed.body()).isEqualTo("hi".getBytes(UTF_8));
    }

    @Test
    void signsARequestWithoutFieldsAndBody() {
        RemotingCommand signed = RequestSigner.of(USER).sign(RemotingCommand.request(34, 0, null, null));

        assertThat(signed.extFields()).containsOnlyKeys("AccessKey", "Signature");
        assertThat(signed.extFields().get("Signature"))
                .isEqualTo(FakeAcl.signature(signed.extFields(), new byte[0], "12345678"));
    }

    @Test
    void theFlagOfAQuestionForAUniqueKeyIsNotSignedAsBrokersBeforeFiveOneNeverTakeItForSigned() {
        RemotingCommand question = new QueryMessageRequest("T", "KEY").toCommand();
        Map<String, String> signedFields = new LinkedHashMap<>(question.extFields());
        signedFields.remove("_UNIQUE_KEY_QUERY");
        signedFields.put("AccessKey", "AK");

        RemotingCommand signed = RequestSigner.of(USER).sign(question);

        assertThat(signed.version())
                .as("the last for which later brokers leave it out too")
                .isEqualTo(399);
        assertThat(signed.extFields())
                .containsEntry("_UNIQUE_KEY_QUERY", "true")
                .containsEntry("Signature", FakeAcl.signature(signedFields, new byte[0], "12345678"));
    }

    @Test
    void aTokenIsPartOfWhatIsSigned() {
        RemotingCommand request = RemotingCommand.request(105, 0, Map.of("topic", "T", "zone", "z"), null);

        RemotingCommand signed =
                RequestSigner.of(USER.withSecurityToken("tök€n")).sign(request);

        assertThat(signed.extFields()).containsEntry("SecurityToken", "tök€n").hasSize(5);
        assertThat(signed.extFields().get("Signature"))
                .isEqualTo(FakeAcl.signature(signed.extFields(), new byte[0], "12345678"))
                .isNotEqualTo(RequestSigner.of(USER).sign(request).extFields().get("Signature"));
    }

    @Test
    void signingAgainReplacesTheSignature() {
        RequestSigner signer = RequestSigner.of(USER);
        RemotingCommand once = signer.sign(RemotingCommand.request(105, 0, Map.of("topic", "T"), null));

        assertThat(signer.sign(once)).isEqualTo(once);
    }

    @Test
    void anonymousRequestsStayAsTheyAre() {
        RemotingCommand request = RemotingCommand.request(105, 0, Map.of("topic", "T"), null);

        assertThat(RequestSigner.of(Credentials.ANONYMOUS).sign(request)).isSameAs(request);
    }

    @Test
    void manyThreadsMaySignAtOnce() throws Exception {
        RequestSigner signer = RequestSigner.of(USER);
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                long seed = i;
                all.add(threads.submit(() -> signMany(signer, new Random(seed))));
            }
            for (Future<?> one : all) {
                one.get(20, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void signMany(RequestSigner signer, Random random) {
        for (int i = 0; i < 500; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            RemotingCommand signed =
                    signer.sign(RemotingCommand.request(34, 0, Map.of("x", "é" + random.nextLong()), body));
            assertThat(signed.extFields().get("Signature"))
                    .isEqualTo(FakeAcl.signature(signed.extFields(), body, "12345678"));
        }
    }
}
