package io.lucidgen.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session as an analyst has it: DuckDB, the views, and the files of {@code sql} as they are shipped. */
final class Analyst implements AutoCloseable {
    static final Path SQL = Path.of("sql");

    private static final String VIEWS = "views.sql";

    private final Connection connection;

    private Analyst(Connection connection) {
        this.connection = connection;
    }

    /** Opens the views over the tables below a root. */
    static Analyst at(Path root) throws SQLException, IOException {
        Analyst analyst = new Analyst(DriverManager.getConnection("jdbc:duckdb:"));
        try {
            analyst.set("root", root.toString());
            analyst.openViews();
            return analyst;
        } catch (SQLException | IOException e) {
            analyst.close();
            throw e;
        }
    }

    void openViews() throws SQLException, IOException {
        execute(Files.readString(SQL.resolve(VIEWS)));
    }

    Analyst set(String variable, Object value) throws SQLException {
        execute("SET VARIABLE " + variable + " = '" + value.toString().replace("'", "''") + "'");
        return this;
    }

    /** Runs a file of {@code sql}. */
    List<Map<String, Object>> run(String file) throws SQLException, IOException {
        return query(Files.readString(SQL.resolve(file)));
    }

    /** The rows of a query, their columns by name and in order. */
    List<Map<String, Object>> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            List<Map<String, Object>> all = new ArrayList<>();
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(columns.getColumnName(i), rows.getObject(i));
                }
                all.add(row);
            }
            return all;
        }
    }

    /** The only column of a query. */
    List<Object> column(String sql) throws SQLException {
        return query(sql).stream().map(row -> row.values().iterator().next()).toList();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
