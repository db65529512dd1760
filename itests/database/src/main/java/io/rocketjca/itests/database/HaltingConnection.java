package io.rocketjca.itests.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.ConnectionEventListener;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/** A connection whose transactions may halt the JVM. */
final class HaltingConnection implements XAConnection {

    private final XAConnection connection;
    private final Halt halt;

    HaltingConnection(XAConnection connection, Halt halt) {
        this.connection = connection;
        this.halt = halt;
    }

    @Override
    public XAResource getXAResource() throws SQLException {
        return new HaltingResource(connection.getXAResource(), halt);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection.getConnection();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        connection.addConnectionEventListener(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        connection.removeConnectionEventListener(listener);
    }

    @Override
    public void addStatementEventListener(StatementEventListener listener) {
        connection.addStatementEventListener(listener);
    }

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {
        connection.removeStatementEventListener(listener);
    }
}
