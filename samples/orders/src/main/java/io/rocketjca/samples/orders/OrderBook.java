package io.rocketjca.samples.orders;

import io.rocketjca.MessageSender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Saves orders in the table {@code orders} and tells others of them: in one transaction, so both happen or neither. */
@ApplicationScoped
public class OrderBook {

    private static final String DATA_SOURCE = "jdbc/orders";
    private static final int STOCK = 100;

    @Inject
    private MessageSender sender;

    /**
     * Saves an order and sends it.
     *
     * @throws SoldOutException if there is not enough of the product, which is found out last: row and message are taken back
     */
    @Transactional
    public SentOrder place(Order order) {
        save(order);
        SentOrder sent = SentOrder.with(
                "transaction",
                order,
                order.writeTo(sender.to("orders"), "transaction").send());
        if (order.getQuantity() > STOCK) {
            throw new SoldOutException(order.getProduct(), STOCK);
        }
        return sent;
    }

    private static void save(Order order) {
        try (Connection connection = database().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO orders(id) VALUES (?)")) {
            insert.setString(1, order.getId());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The order " + order.getId() + " cannot be saved", e);
        }
    }

    /** The numbers of the orders that are saved. */
    public List<String> saved() {
        List<String> ids = new ArrayList<>();
        try (Connection connection = database().getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT id FROM orders ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("The orders cannot be read", e);
        }
    }

    /** Looked up when it is needed: the other ways to send do without a database. */
    private static DataSource database() {
        try {
            return (DataSource) new InitialContext().lookup(DATA_SOURCE);
        } catch (NamingException e) {
            throw new IllegalStateException("The server has no data source " + DATA_SOURCE, e);
        }
    }
}
