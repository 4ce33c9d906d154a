package dev.tocsin.db;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Writes the tables of a database as SQL to read, always in the same order. The tables of Quartz and Flyway
/// are left out: their libraries describe them.
record SchemaDump(Handle handle) {

    private static final String HEAD = """
            -- The tables as the migrations leave them: to read, not to run. SchemaTest keeps this file true and writes it
            -- anew with -Dschema.write=true.
            """;

    public record Table(
            long id, String name, Optional<String> comment, Optional<String> partition, Optional<String> options) {}

    public record Column(String name, String type, Optional<String> comment) {}

    String text() {
        return handle.createQuery("""
                        select c.oid as id, c.relname as name, obj_description(c.oid, 'pg_class') as comment,
                               pg_get_partkeydef(c.oid) as partition, array_to_string(c.reloptions, ', ') as options
                          from pg_class c
                         where c.relnamespace = 'public'::regnamespace
                           and c.relkind in ('r', 'p')
                           and not c.relispartition
                           and c.relname not like 'qrtz\\_%'
                           and c.relname not like 'flyway\\_%'
                         order by c.relname
                        """).map(ConstructorMapper.of(Table.class)).stream()
                .map(this::text)
                .collect(Collectors.joining("\n", HEAD + "\n", ""));
    }

    private String text(Table table) {
        var lines = Stream.concat(
                        columns(table).stream().map(SchemaDump::text),
                        constraints(table).stream().map(constraint -> "    " + readable(constraint)))
                .toList();
        var text = new StringBuilder();
        table.comment().ifPresent(comment -> text.append("-- ").append(comment).append('\n'));
        text.append("create table ").append(table.name()).append(" (\n");
        for (var i = 0; i < lines.size(); i++) {
            var last = i == lines.size() - 1;
            // The comma belongs before a comment that ends the line.
            text.append(lines.get(i).replaceFirst("(?=  -- |$)", last ? "" : ","))
                    .append('\n');
        }
        text.append(')');
        table.options()
                .ifPresent(options -> text.append(" with (").append(options).append(')'));
        table.partition().ifPresent(key -> text.append(" partition by ").append(readable(key)));
        text.append(";\n");
        indexes(table).forEach(index -> text.append(index).append(";\n"));
        return text.toString();
    }

    /// PostgreSQL's own words without its noise, in lower case except between quotes.
    private static String readable(String sql) {
        var plain = sql.replace("::text", "")
                .replace("timestamp with time zone", "timestamptz")
                .replace(" USING btree", "")
                .replace(" ON ONLY ", " ON ")
                .replace("public.", "")
                .replaceAll("= ANY \\(ARRAY\\[(.*?)\\]\\)", "in ($1)");
        return Pattern.compile("\\b[A-Z]+\\b(?=(?:[^']*'[^']*')*[^']*$)")
                .matcher(plain)
                .replaceAll(word -> word.group().toLowerCase(Locale.ROOT));
    }

    private static String text(Column column) {
        var comment = column.comment().map("  -- "::concat).orElse("");
        return "    %s %s%s".formatted(column.name(), readable(column.type()), comment);
    }

    private List<Column> columns(Table table) {
        return handle.createQuery("""
                        select a.attname as name, col_description(a.attrelid, a.attnum) as comment,
                               concat_ws(' ', format_type(a.atttypid, a.atttypmod),
                                         case when a.attidentity = 'a' then 'generated always as identity' end,
                                         case when a.attnotnull then 'not null' end,
                                         'default ' || pg_get_expr(d.adbin, d.adrelid)) as type
                          from pg_attribute a
                          left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                         where a.attrelid = :table
                           and a.attnum > 0
                           and not a.attisdropped
                         order by a.attnum
                        """)
                .bind("table", table.id())
                .map(ConstructorMapper.of(Column.class))
                .list();
    }

    private List<String> constraints(Table table) {
        return handle.createQuery("""
                        select format('constraint %I %s', conname, pg_get_constraintdef(oid, true))
                          from pg_constraint
                         where conrelid = :table
                           and contype <> 'n'
                         order by position(contype::text in 'pufc'), conname
                        """)
                .bind("table", table.id())
                .mapTo(String.class)
                .list();
    }

    private List<String> indexes(Table table) {
        return handle.createQuery("""
                        select pg_get_indexdef(i.indexrelid)
                          from pg_index i
                         where i.indrelid = :table
                           and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
                         order by i.indexrelid::regclass::text
                        """)
                .bind("table", table.id())
                .mapTo(String.class)
                .map(SchemaDump::readable)
                .list();
    }
}
