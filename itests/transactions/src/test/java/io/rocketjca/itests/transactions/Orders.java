package io.rocketjca.itests.transactions;

import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/** The application's database: one row for each transaction that was committed. */
final class Orders implements AutoCloseable {

    private final Database database;
    private final Traps traps;
    private final XAConnection recovery;

    Orders(Path home, Traps traps) throws SQLException {
        this.traps = traps;
        database = Database.of(home);
        recovery = database.source().getXAConnection();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists orders (id int primary key)");
        }
    }

    /** Writes a row within a transaction; the connection is to be closed after its end. */
    XAConnection insert(int id, Transaction transaction) throws SQLException, RollbackException, SystemException {
        XAConnection connection = database.source().getXAConnection();
        if (!transaction.enlistResource(new ProbedDatabase(connection.getXAResource(), traps))) {
            throw new IllegalStateException("The database is not part of the transaction");
        }
        try (PreparedStatement insert =
                connection.getConnection().prepareStatement("insert into orders (id) values (?)")) {
            insert.setInt(1, id);
            insert.executeUpdate();
        }
        return connection;
    }

    SortedSet<Integer> committed() throws SQLException {
        SortedSet<Integer> ids = new TreeSet<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from orders")) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        return ids;
    }

    /** The database as the transaction manager finds it after a crash. */
    XAResource recovery() throws SQLException {
        return recovery.getXAResource();
    }

    @Override
    public void close() throws SQLException {
        recovery.close();
    }
}
