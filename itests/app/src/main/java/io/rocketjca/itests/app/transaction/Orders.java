package io.rocketjca.itests.app.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The table of orders, in the database of the data source {@code jdbc/itest}. */
@ApplicationScoped
public class Orders {

    /** Adds a row in the transaction of the calling thread. */
    public void insert(String id) throws NamingException, SQLException {
        try (Connection connection = database().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO orders(id) VALUES (?)")) {
            insert.setString(1, id);
            insert.executeUpdate();
        }
    }

    /** The ids of the rows that the transaction of the calling thread sees. */
    public List<String> ids() throws NamingException, SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = database().getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT id FROM orders ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private static DataSource database() throws NamingException {
        return (DataSource) new InitialContext().lookup("jdbc/itest");
    }
}
