package io.ingestio.orchestrator.notice;

import io.ingestio.background.Backoff;
import io.ingestio.background.LoopSpec;
import io.ingestio.background.PollingLoop;
import io.ingestio.background.WakeUp;
import io.ingestio.database.Tenancy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmtpSettings.class)
class NoticeWiring {

    private static final int THREADS = 2;

    /** SMTP blocks: these threads are its own. */
    @Bean
    PollingLoop noticeSender(
            NoticeQueue queue,
            SmtpClient smtp,
            SmtpSettings settings,
            Tenancy tenancy,
            Clock clock,
            MeterRegistry meters) {
        var backoff = new Backoff(
                Duration.ofMinutes(1),
                2,
                Duration.ofHours(2),
                0.2,
                () -> ThreadLocalRandom.current().nextDouble());
        LoopSpec spec = LoopSpec.of("notice-sender").withThreads(THREADS).withEnabled(settings.isConfigured());
        return new PollingLoop(
                spec, new WakeUp(), clock, new SendNotices(queue, smtp, settings, backoff, tenancy, meters));
    }
}
