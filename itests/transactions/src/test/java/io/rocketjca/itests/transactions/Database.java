package io.rocketjca.itests.transactions;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.xa.PGXADataSource;

/**
 * A database of an application's own: files in its home, or a database of the PostgreSQL that a system property names.
 *
 * @param source makes connections for transactions
 * @param url makes connections without
 */
record Database(XADataSource source, String url) {

    /** The URL of PostgreSQL without the name of a database, as its administrator. */
    static final String POSTGRES = "itest.postgres";

    private static final String ADMINISTRATOR = "postgres";

    static Database of(Path home) throws SQLException {
        String postgres = System.getProperty(POSTGRES);
        return postgres == null ? h2(home) : postgres(postgres, name(home));
    }

    private static Database h2(Path home) {
        String url = "jdbc:h2:file:" + home.resolve("orders") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return new Database(source, url);
    }

    private static Database postgres(String server, String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server + ADMINISTRATOR, ADMINISTRATOR, "");
                Statement statement = connection.createStatement()) {
            create(statement, name);
        }
        PGXADataSource source = new PGXADataSource();
        source.setURL(server + name);
        source.setUser(ADMINISTRATOR);
        return new Database(source, server + name + "?user=" + ADMINISTRATOR);
    }

    private static void create(Statement statement, String name) throws SQLException {
        boolean exists;
        try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
            exists = found.next();
        }
        if (!exists) {
            statement.execute("create database " + name);
        }
    }

    /** What a database of PostgreSQL is called. */
    private static String name(Path home) {
        return home.getFileName().toString().toLowerCase(Locale.ROOT).replace('-', '_');
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }
}
