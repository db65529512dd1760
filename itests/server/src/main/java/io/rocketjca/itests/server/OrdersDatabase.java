package io.rocketjca.itests.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of the application, in files that outlive the server and tell when to halt it. */
public final class OrdersDatabase {

    public static final String USER = "sa";
    public static final String PASSWORD = "sa";

    /** Its data source, in the library that servers get. */
    public static final String DATA_SOURCE = "io.rocketjca.itests.database.HaltingDataSource";

    /** What is committed is on disk at once. */
    private static final String OPTIONS = ";WRITE_DELAY=0";

    private final Path directory;

    private OrdersDatabase(Path directory) {
        this.directory = directory;
    }

    public static OrdersDatabase create(Path directory) throws SQLException {
        OrdersDatabase database = new OrdersDatabase(directory);
        try (Connection connection = DriverManager.getConnection(database.url(), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders(id VARCHAR(200) PRIMARY KEY)");
        }
        return database;
    }

    /** The data source's property {@code url}. */
    public String url() {
        return "jdbc:h2:file:" + directory.resolve("orders") + OPTIONS;
    }

    /** The data source's property {@code haltFile}. */
    public Path haltFile() {
        return directory.resolve("halt");
    }

    /** The next transaction halts the server at that moment. */
    void haltAt(String moment) throws IOException {
        Files.writeString(haltFile(), moment);
    }

    /** Whether the moment came. */
    boolean halted() {
        return !Files.exists(haltFile());
    }
}
