package io.ingestio.upload.page;

import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code page_pictures}. A row is written before its object and deleted after it, so that no object is without a row. */
@Component
class PictureTable {

    private final DatabaseClient sql;

    PictureTable(DatabaseClient sql) {
        this.sql = sql;
    }

    record Key(String objectKey) {}

    /** A picture that can be read; marks it as used. */
    Mono<Key> find(UUID documentId, int page, PictureScale scale) {
        return sql.sql("""
                        with found as (
                            select object_key, used_at from page_pictures
                            where document_id = :document and page = :page and scale = :scale
                              and size_bytes is not null and used_at > '-infinity'
                        ), used as (
                            update page_pictures p set used_at = now() from found f
                            where p.object_key = f.object_key and f.used_at < now() - interval '1 hour'
                        )
                        select object_key from found
                        """)
                .bind("document", documentId)
                .bind("page", page)
                .bind("scale", scale.name())
                .mapProperties(Key.class)
                .one();
    }

    /** Before a picture is rendered, also again. False while the one before is being deleted: its object has the same key. */
    Mono<Boolean> begin(String userId, UUID documentId, int page, PictureScale scale, String objectKey) {
        return sql.sql("""
                        insert into page_pictures (user_id, document_id, page, scale, object_key)
                        values (:user, :document, :page, :scale, :key)
                        on conflict (document_id, page, scale)
                            do update set size_bytes = null, created_at = now(), used_at = now()
                            where page_pictures.used_at > '-infinity'
                        """)
                .bind("user", userId)
                .bind("document", documentId)
                .bind("page", page)
                .bind("scale", scale.name())
                .bind("key", objectKey)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** After its object is stored. False if its document was deleted meanwhile. */
    Mono<Boolean> end(UUID documentId, String objectKey, long sizeBytes) {
        return sql.sql("""
                        update page_pictures set size_bytes = :size
                        where object_key = :key and used_at > '-infinity'
                          and exists (select from documents where id = :document and deleted_at is null)
                        """)
                .bind("size", sizeBytes)
                .bind("key", objectKey)
                .bind("document", documentId)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Lets pictures expire that were not used for so long. */
    Mono<Long> expireUnused(Duration age, int limit) {
        return sql.sql("""
                        update page_pictures set used_at = '-infinity' where object_key in (
                            select object_key from page_pictures
                            where used_at > '-infinity' and used_at < now() - make_interval(secs => :age)
                            order by used_at limit :limit for update skip locked)
                        """)
                .bind("age", age.toSeconds())
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    /** Expired pictures, but for one that may still be on its way into the store. No rendering begins while their rows are there. */
    Flux<Key> expired(int limit) {
        return sql.sql("""
                        select object_key from page_pictures
                        where used_at = '-infinity' and (size_bytes is not null or created_at < now() - interval '15 minutes')
                        order by created_at limit :limit
                        """).bind("limit", limit).mapProperties(Key.class).all();
    }

    /** The object could not be deleted: the others go first. */
    Mono<Void> postpone(String objectKey) {
        return sql.sql("""
                        update page_pictures set created_at = now() - interval '15 minutes' where object_key = :key
                        """).bind("key", objectKey).then();
    }

    Mono<Void> delete(String objectKey) {
        return sql.sql("delete from page_pictures where object_key = :key")
                .bind("key", objectKey)
                .then();
    }

    /** Lets pictures beyond the space expire, those that were used last stay. */
    Mono<Long> expireBeyond(long space, long spaceOfUser) {
        return sql.sql("""
                        update page_pictures p set used_at = '-infinity'
                        from (
                            select object_key,
                                   sum(size_bytes) over (order by used_at desc, object_key) as of_all,
                                   sum(size_bytes) over (partition by user_id order by used_at desc, object_key) as of_user
                            from page_pictures where used_at > '-infinity'
                        ) ranked
                        where p.object_key = ranked.object_key and (of_all > :space or of_user > :ofUser)
                        """)
                .bind("space", space)
                .bind("ofUser", spaceOfUser)
                .fetch()
                .rowsUpdated();
    }
}
