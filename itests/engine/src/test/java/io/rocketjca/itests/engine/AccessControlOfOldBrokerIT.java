package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.JvmSettings;
import io.rocketjca.itests.fixture.OfficialClient;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The access control by a file of accounts of 4.9 servers. */
class AccessControlOfOldBrokerIT extends AccessControlContract {

    private static final int SYSTEM_ERROR = 1;

    AccessControlOfOldBrokerIT() {
        super(SYSTEM_ERROR);
    }

    @Override
    RocketMQ start(Path home) throws IOException {
        Files.writeString(Files.createDirectory(home.resolve("conf")).resolve("plain_acl.yml"), """
                    accounts:
                    - accessKey: %s
                      secretKey: %s
                      admin: true
                    - accessKey: %s
                      secretKey: %s
                      admin: false
                      defaultTopicPerm: DENY
                      defaultGroupPerm: DENY
                      topicPerms:
                      - %s=PUB
                    """.formatted(
                        ADMIN, ADMIN_SECRET, JOE, JOE_SECRET, OPEN_TO_JOE));
        return RocketMQ.start(
                        RocketMQVersion.OLD,
                        Map.of("aclEnable", "true"),
                        JvmSettings.SMALL.with(List.of("-Drocketmq.home.dir=" + home)))
                .observedWith(OfficialClient.Access.of(ADMIN, ADMIN_SECRET));
    }
}
