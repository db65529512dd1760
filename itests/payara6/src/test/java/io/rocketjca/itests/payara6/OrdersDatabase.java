package io.rocketjca.itests.payara6;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of the application, in files that outlive the server and tell when to halt it. */
final class OrdersDatabase {

    /** What is committed is on disk at once. */
    private static final String OPTIONS = ";WRITE_DELAY=0";

    private final Path directory;

    private OrdersDatabase(Path directory) {
        this.directory = directory;
    }

    static OrdersDatabase create(Path directory) throws SQLException {
        OrdersDatabase database = new OrdersDatabase(directory);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders(id VARCHAR(200) PRIMARY KEY)");
        }
        return database;
    }

    /** The commands that make a pool of its connections and bind its data source. */
    String dataSource(String jndiName) {
        String properties = String.join(
                ":",
                "url=" + escaped(url()),
                "user=sa",
                "password=sa",
                "haltFile=" + escaped(haltFile().toString()));
        return "asadmin create-jdbc-connection-pool --restype javax.sql.XADataSource --datasourceclassname"
                + " io.rocketjca.itests.database.HaltingDataSource --property '" + properties + "' orders-pool\n"
                + "asadmin create-jdbc-resource --connectionpoolid orders-pool " + jndiName + "\n";
    }

    /** The next transaction halts the server at that moment. */
    void haltAt(String moment) throws IOException {
        Files.writeString(haltFile(), moment);
    }

    /** Whether the moment came. */
    boolean halted() {
        return !Files.exists(haltFile());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "sa", "sa");
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("orders") + OPTIONS;
    }

    private Path haltFile() {
        return directory.resolve("halt");
    }

    private static String escaped(String value) {
        return value.replace(":", "\\:").replace("=", "\\=");
    }
}
