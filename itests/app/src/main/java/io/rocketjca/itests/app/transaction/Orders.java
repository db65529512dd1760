package io.rocketjca.itests.app.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The table of orders, in the database of the data source {@code jdbc/itest}. */
@ApplicationScoped
public class Orders {

    /** Adds a row in the transaction of the calling thread. */
    public void insert(String id) throws NamingException, SQLException {
        DataSource database = (DataSource) new InitialContext().lookup("jdbc/itest");
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO orders(id) VALUES (?)")) {
            insert.setString(1, id);
            insert.executeUpdate();
        }
    }
}
