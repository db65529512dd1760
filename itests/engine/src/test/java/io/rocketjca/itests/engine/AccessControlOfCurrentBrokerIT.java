package io.rocketjca.itests.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.itests.fixture.OfficialClient;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The access control with users and policies of servers since 5.3. */
class AccessControlOfCurrentBrokerIT extends AccessControlContract {

    private static final int NO_PERMISSION = 16;

    AccessControlOfCurrentBrokerIT() {
        super(NO_PERMISSION);
    }

    @Override
    RocketMQ start(Path home) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("authenticationEnabled", "true");
        config.put("authorizationEnabled", "true");
        config.put("initAuthenticationUser", "{\"username\":\"" + ADMIN + "\",\"password\":\"" + ADMIN_SECRET + "\"}");
        config.put(
                "innerClientAuthenticationCredentials",
                "{\"accessKey\":\"" + ADMIN + "\",\"secretKey\":\"" + ADMIN_SECRET + "\"}");
        RocketMQ server = RocketMQ.start(RocketMQVersion.CURRENT, config)
                .observedWith(OfficialClient.Access.of(ADMIN, ADMIN_SECRET));
        server.createUser(JOE, JOE_SECRET);
        server.allowPublishing(JOE, OPEN_TO_JOE);
        return server;
    }

    @Test
    void theOfficialClientMakesTheSameSignatures() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("b", "tópic");
        fields.put("Zone", "z");
        fields.put("a", "group");
        fields.put("empty", "");
        byte[] body = "body ü".getBytes(UTF_8);
        RequestSigner signer = RequestSigner.of(new Credentials("key", "sécret", "token"));

        Map<String, String> signed =
                signer.sign(RemotingCommand.request(310, 1, fields, body)).extFields();

        assertThat(signed).containsOnlyKeys("b", "Zone", "a", "empty", "AccessKey", "SecurityToken", "Signature");
        assertThat(server().client().signature(signed, body, "sécret")).isEqualTo(signed.get("Signature"));
    }
}
