package io.ingestio.export.erasure;

import io.ingestio.erasure.UserData;
import io.ingestio.erasure.UserRows;
import io.ingestio.export.job.DeleteExport;
import io.ingestio.export.request.NewExport;
import io.ingestio.objectstore.ObjectStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What export has of a user. */
@Configuration(proxyBeanMethods = false)
class ErasureWiring {

    private static final int EXPORTS = 50; // each with its files

    @Bean
    UserData exportsOfUser(DeleteExport deleteExport) {
        return (user, limit) -> deleteExport.deleteOfUser(user, Math.min(limit, EXPORTS));
    }

    /** By prefix, so also those of attempts that no row names any more. */
    @Bean
    UserData exportFilesOfUser(ObjectStore store) {
        return (user, limit) -> store.deleteUnder(NewExport.prefix(user), Math.min(limit, ObjectStore.MOST_DELETED))
                .map(Number::longValue);
    }

    @Bean
    UserData extractedDataOfUser(UserRows.Of rows) {
        return rows.table("extracted_data");
    }

    @Bean
    UserData reviewsOfUser(UserRows.Of rows) {
        return rows.table("reviews");
    }

    @Bean
    UserData confirmationsOfUser(UserRows.Of rows) {
        return rows.table("confirmations");
    }

    @Bean
    UserData correctionsOfUser(UserRows.Of rows) {
        return rows.table("corrections");
    }

    @Bean
    UserData learningSettingOfUser(UserRows.Of rows) {
        return rows.table("learning_settings");
    }

    @Bean
    UserData submittedDocumentsOfUser(UserRows.Of rows) {
        return rows.table("submitted_documents");
    }

    @Bean
    UserData exportTemplatesOfUser(UserRows.Of rows) {
        return rows.table("export_templates");
    }

    @Bean
    UserData batchEndsOfUser(UserRows.Of rows) {
        return rows.table("batch_ends");
    }

    @Bean
    UserData deletedDocumentsOfUser(UserRows.Of rows) {
        return rows.table("deleted_documents");
    }
}
