package io.ingestio.upload.erasure;

import io.ingestio.erasure.UserData;
import io.ingestio.erasure.UserRows;
import io.ingestio.upload.store.StoreFile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What upload has of a user. */
@Configuration(proxyBeanMethods = false)
class ErasureWiring {

    private static final int BATCHES = 20; // each with its documents

    /** By prefix, so also those of submissions that failed, which no row names. */
    @Bean
    UserData filesOfUser(StoreFile storeFile) {
        return storeFile::deleteOfUser;
    }

    /** What no batch names yet, and drafts with their files. */
    @Bean
    UserData intentsOfUser(UserRows.Of rows) {
        return rows.table("object_intents");
    }

    @Bean
    UserData draftsOfUser(UserRows.Of rows) {
        return rows.table("drafts", BATCHES);
    }

    @Bean
    UserData promptsOfUser(UserRows.Of rows) {
        return rows.table("saved_prompts");
    }

    @Bean
    UserData batchesOfUser(UserRows.Of rows) {
        return rows.table("batches", BATCHES);
    }
}
