package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.contract.Must;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.SecurityException;
import jakarta.resource.spi.security.PasswordCredential;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

class SignOnTest {

    private static final RocketMQConnectionRequestInfo CALLER =
            RocketMQConnectionRequestInfo.of(new Credentials("caller", "callerSecret"));

    private final ConnectorFixture fixture = ConnectorFixture.started();

    @Test
    @Must({"D1", "D2", "D8"})
    void usesTheContainersCredentialForThisFactoryAmongSeveral() throws Exception {
        RocketMQManagedConnectionFactory other = new RocketMQManagedConnectionFactory();
        other.setProducerGroup("other");
        Subject subject = ConnectorFixture.subject(other, "wrong", "wrongSecret");
        PasswordCredential mine = new PasswordCredential("right", "rightSecret".toCharArray());
        mine.setManagedConnectionFactory(fixture.factory);
        subject.getPrivateCredentials().add(mine);

        fixture.factory.createManagedConnection(subject, CALLER);

        assertThat(fixture.engine.leases.get(0).identity.credentials())
                .isEqualTo(new Credentials("right", "rightSecret"));
    }

    @Test
    void aContainersCredentialWithoutAUserIsAnonymous() throws Exception {
        fixture.factory.setUserName("configured");
        fixture.factory.setPassword("configuredSecret");
        Subject subject = ConnectorFixture.subject(fixture.factory, "", "secret");

        assertThat(fixture.factory.credentials(subject, CALLER)).isSameAs(Credentials.ANONYMOUS);
    }

    @Test
    @Must("D3")
    void withoutSubjectTheCallerWinsOverTheConfiguration() throws Exception {
        fixture.factory.setUserName("configured");
        fixture.factory.setPassword("configuredSecret");

        assertThat(fixture.factory.credentials(null, CALLER)).isEqualTo(new Credentials("caller", "callerSecret"));
        assertThat(fixture.factory.credentials(null, RocketMQConnectionRequestInfo.AS_CONFIGURED))
                .isEqualTo(new Credentials("configured", "configuredSecret"));
        assertThat(fixture.factory.credentials(null, null))
                .isEqualTo(new Credentials("configured", "configuredSecret"));
    }

    @Test
    @Must({"D4", "L3"})
    void refusesCredentialsThatBelongToOtherFactoriesOnly() {
        RocketMQManagedConnectionFactory other = new RocketMQManagedConnectionFactory();
        other.setProducerGroup("other");
        Subject subject = ConnectorFixture.subject(other, "user", "secret");

        assertThatThrownBy(() -> fixture.factory.createManagedConnection(subject, null))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("none of them")
                .hasMessageNotContaining("secret");
    }

    @Test
    @Must("D4")
    void refusesAUserWithoutSecret() {
        Subject subject = ConnectorFixture.subject(fixture.factory, "user", "");

        assertThatThrownBy(() -> fixture.factory.createManagedConnection(subject, null))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("'user'");
    }

    @Test
    @Must("D5")
    void aSubjectWithoutCredentialsLeavesItToCallerAndConfiguration() throws Exception {
        assertThat(fixture.factory.credentials(new Subject(), CALLER))
                .isEqualTo(new Credentials("caller", "callerSecret"));
        assertThat(fixture.factory.credentials(new Subject(), null)).isEqualTo(Credentials.ANONYMOUS);
    }

    @Test
    void whatIsConfiguredLaterCounts() throws Exception {
        assertThat(fixture.factory.credentials(null, null)).isEqualTo(Credentials.ANONYMOUS);
        fixture.factory.setUserName("user");
        fixture.factory.setPassword("first");
        assertThat(fixture.factory.credentials(null, null)).isEqualTo(new Credentials("user", "first"));
        fixture.factory.setPassword("second");
        assertThat(fixture.factory.credentials(null, null)).isEqualTo(new Credentials("user", "second"));
        fixture.factory.setSecurityToken("token");
        assertThat(fixture.factory.credentials(null, null)).isEqualTo(new Credentials("user", "second", "token"));
    }

    @Test
    void anEmptyUserNameIsAnonymousAsRecoveryOnPayaraPassesIt() throws Exception {
        Subject subject = ConnectorFixture.subject(fixture.factory, "", "");

        assertThat(fixture.factory.credentials(subject, null)).isEqualTo(Credentials.ANONYMOUS);
    }

    @Test
    @Must("D6")
    void refusesAConnectionForAnotherSubject() throws Exception {
        RocketMQManagedConnection connection = fixture.connection();
        Subject other = ConnectorFixture.subject(fixture.factory, "other", "otherSecret");

        assertThatThrownBy(() -> connection.getConnection(other, null))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("re-authentication")
                .hasMessageNotContaining("otherSecret");
        assertThatThrownBy(() -> connection.getConnection(null, CALLER)).isInstanceOf(SecurityException.class);
        assertThat(connection.state()).isEqualTo(ManagedConnectionState.FRESH);
    }

    @Test
    @Must({"D7", "I6"})
    void declaresPasswordCredentialsAndNoReauthentication() {
        Connector connector = RocketMQResourceAdapter.class.getAnnotation(Connector.class);

        assertThat(connector.reauthenticationSupport()).isFalse();
        assertThat(connector.authMechanisms()).singleElement().satisfies(mechanism -> {
            assertThat(mechanism.authMechanism()).isEqualTo("BasicPassword");
            assertThat(mechanism.credentialInterface().name()).isEqualTo("PasswordCredential");
        });
    }
}
