package io.rocketjca.itests.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.auth.authentication.enums.UserType;
import org.apache.rocketmq.auth.authentication.model.User;
import org.apache.rocketmq.auth.authentication.provider.DefaultAuthenticationProvider;
import org.apache.rocketmq.auth.authentication.provider.LocalAuthenticationMetadataProvider;
import org.apache.rocketmq.auth.authorization.enums.Decision;
import org.apache.rocketmq.auth.authorization.model.Acl;
import org.apache.rocketmq.auth.authorization.model.Resource;
import org.apache.rocketmq.auth.authorization.provider.DefaultAuthorizationProvider;
import org.apache.rocketmq.auth.authorization.provider.LocalAuthorizationMetadataProvider;
import org.apache.rocketmq.auth.config.AuthConfig;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.action.Action;

/** The access control of brokers since 5.3, which older ones do not know: only loaded where it is asked for. */
final class AccessControl {

    private static final long PATIENCE_SECONDS = 10;

    private AccessControl() {}

    static AuthConfig config(BrokerConfig broker, Path home, Properties settings) {
        AuthConfig config = new AuthConfig();
        MixAll.properties2Object(settings, config);
        config.setConfigName(broker.getBrokerName());
        config.setClusterName(broker.getBrokerClusterName());
        config.setAuthConfigPath(home.resolve("auth").toString());
        config.setAuthenticationProvider(DefaultAuthenticationProvider.class.getName());
        config.setAuthenticationMetadataProvider(LocalAuthenticationMetadataProvider.class.getName());
        config.setAuthorizationProvider(DefaultAuthorizationProvider.class.getName());
        config.setAuthorizationMetadataProvider(LocalAuthorizationMetadataProvider.class.getName());
        return config;
    }

    static void createUser(BrokerController broker, String name, String password) throws Exception {
        broker.getAuthenticationMetadataManager()
                .createUser(User.of(name, password, UserType.NORMAL))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static void allowPublishing(BrokerController broker, String user, String topic) throws Exception {
        Acl acl = Acl.of(User.of(user), List.of(Resource.ofTopic(topic)), List.of(Action.PUB), null, Decision.ALLOW);
        broker.getAuthorizationMetadataManager().createAcl(acl).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
