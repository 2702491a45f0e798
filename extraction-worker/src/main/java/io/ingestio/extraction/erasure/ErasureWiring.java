package io.ingestio.extraction.erasure;

import io.ingestio.erasure.UserData;
import io.ingestio.erasure.UserRows;
import io.ingestio.extraction.job.JobQueue;
import io.ingestio.extraction.retention.DeleteJobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the worker has of a user. */
@Configuration(proxyBeanMethods = false)
class ErasureWiring {

    /** Running attempts lose their lease at once; their jobs are deleted by a pass after they have noticed. */
    @Bean
    UserData jobsOfUser(JobQueue queue, DeleteJobs deleteJobs) {
        return (user, limit) -> queue.cancelAllOf(user)
                .flatMap(cancelled -> deleteJobs.ofUser(user, limit).map(deleted -> cancelled + deleted));
    }

    @Bean
    UserData correctionExamplesOfUser(UserRows.Of rows) {
        return rows.table("correction_examples");
    }

    @Bean
    UserData learningConsentsOfUser(UserRows.Of rows) {
        return rows.table("learning_consents");
    }
}
