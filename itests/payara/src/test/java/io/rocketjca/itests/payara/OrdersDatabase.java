package io.rocketjca.itests.payara;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The database of the application, read past the server: what is committed in it. */
final class OrdersDatabase implements AutoCloseable {

    static final String URL = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1";

    private final Connection connection;

    private OrdersDatabase(Connection connection) {
        this.connection = connection;
    }

    static OrdersDatabase create() throws SQLException {
        Connection connection = DriverManager.getConnection(URL, "sa", "sa");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders(id VARCHAR(200) PRIMARY KEY)");
        }
        return new OrdersDatabase(connection);
    }

    /** The ids of all orders that begin so. */
    List<String> idsLike(String prefix) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM orders ORDER BY id")) {
            while (rows.next()) {
                if (rows.getString(1).startsWith(prefix)) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }
}
