package io.rocketjca.impl.connector;

import io.rocketjca.impl.contract.Page;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The tables of config properties in the documentation are those of the annotations. */
class ConfigurationPageTest {

    private static final String BEGIN = "<!-- configuration: generated";
    private static final String END = "<!-- end of configuration -->";

    private static String tables(String heading) {
        return heading + " Resource adapter\n\nFor all connection factories of one deployed archive.\n\n"
                + ConfigPropertyTable.of(new RocketMQResourceAdapter()).markdown()
                + "\n" + heading + " Connection factory (pool)\n\nFor one connection definition, pool or"
                + " `@ConnectionFactoryDefinition`.\n\n"
                + ConfigPropertyTable.of(new RocketMQManagedConnectionFactory()).markdown();
    }

    @Test
    void theConfigurationPageIsUpToDate() throws Exception {
        Page.check("docs/configuration.md", """
                # Configuration

                Every config property, from the annotations of the code. Types are Java types; bounds include both ends. A value
                outside of its bounds is refused with a text that names every such property at once: those of the resource
                adapter when it starts, those of a connection factory when its first connection is made (servers with Bean
                Validation refuse both earlier). Properties are read when the adapter starts or a connection is made; a change
                needs a restart of the adapter or the pool. Secrets are never logged.

                %s
                ## Credentials

                In this order: the container's `PasswordCredential` for this pool (container-managed sign-on), the arguments of
                `getConnection(accessKey, secretKey)`, the properties `userName` and `password`. An empty user name means an
                anonymous client. The property `securityToken` goes with the configured `userName`. More in [security.md](security.md).

                ---
                Written by `%s`.
                """.formatted(tables("##"), Page.COMMAND));
    }

    @Test
    void theTablesOfTheReadmeAreUpToDate() throws Exception {
        String readme = Files.readString(Page.root().resolve("README.md"));
        int begin = readme.indexOf('\n', readme.indexOf(BEGIN)) + 1;
        int end = readme.indexOf(END);

        Page.check("README.md", readme.substring(0, begin) + "\n" + tables("###") + "\n" + readme.substring(end));
    }
}
