package io.rocketjca.itests.database;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database whose transactions halt the JVM at the moment that the file {@code haltFile} names, if there is one. */
public class HaltingDataSource implements XADataSource {

    private final JdbcDataSource database = new JdbcDataSource();
    private String haltFile;

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return new HaltingConnection(database.getXAConnection(), halt());
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return new HaltingConnection(database.getXAConnection(user, password), halt());
    }

    private Halt halt() {
        return new Halt(Path.of(haltFile));
    }

    public void setUrl(String url) {
        database.setURL(url);
    }

    public void setUser(String user) {
        database.setUser(user);
    }

    public void setPassword(String password) {
        database.setPassword(password);
    }

    public void setHaltFile(String haltFile) {
        this.haltFile = haltFile;
    }

    @Override
    public PrintWriter getLogWriter() {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
