package io.rocketjca.itests.transactions;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** A PostgreSQL for all tests of a run, on a free port, which takes part in distributed transactions. */
final class PostgresServer implements BeforeAllCallback {

    /** By default it takes none. */
    private static final String PREPARED_TRANSACTIONS = "64";

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(PostgresServer.class))
                .getOrComputeIfAbsent(Running.class, any -> start(), Running.class);
    }

    private static Running start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("max_prepared_transactions", PREPARED_TRANSACTIONS)
                    .start();
            System.setProperty(Database.POSTGRES, "jdbc:postgresql://localhost:" + server.getPort() + "/");
            return new Running(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As JUnit keeps it. */
    private record Running(EmbeddedPostgres server) implements Store.CloseableResource {

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
