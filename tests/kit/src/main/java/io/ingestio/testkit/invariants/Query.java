package io.ingestio.testkit.invariants;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** SQL as superuser, bypassing the services; rows of a checker's query are violations. */
public final class Query {

    private Query() {}

    /** Each row as one line of text. */
    static List<String> rows(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                var line = new StringJoiner(" ");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.add(rows.getMetaData().getColumnLabel(i) + "=" + rows.getString(i));
                }
                lines.add(line.toString());
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException("the checker's own query failed: " + sql, e);
        }
    }

    /** The one number that a query answers. */
    public static long number(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the checker's own query failed: " + sql, e);
        }
    }

    /** How many rows of a table this role sees on behalf of a user. */
    static long visible(DataSource database, String role, String user, String table) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local role " + role);
            statement.execute("select set_config('app.user_id', '" + user + "', true)");
            try (ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
                rows.next();
                return rows.getLong(1);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look at " + table + " as " + role, e);
        }
    }
}
