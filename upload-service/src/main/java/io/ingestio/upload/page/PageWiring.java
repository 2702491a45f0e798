package io.ingestio.upload.page;

import io.ingestio.erasure.UserData;
import io.ingestio.erasure.UserRows;
import io.ingestio.objectstore.ObjectStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of a user's pictures is deleted when the user is erased. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PageSettings.class)
class PageWiring {

    /** By prefix, so also one whose row was not written. */
    @Bean
    UserData picturesOfUser(ObjectStore store) {
        return (userId, limit) ->
                store.deleteUnder(PictureFolder.of(userId), Math.min(limit, ObjectStore.MOST_DELETED));
    }

    @Bean
    UserData pictureRowsOfUser(UserRows.Of rows) {
        return rows.table("page_pictures");
    }
}
