package io.rocketjca.impl.transaction;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each test of transactions begins with: an engine over one broker, with a log in a directory of its own. */
@Timeout(60)
abstract class OneEngine {

    @TempDir
    Path directory;

    EngineFixture fixture;

    @BeforeEach
    void start() {
        fixture = EngineFixture.in(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }
}
