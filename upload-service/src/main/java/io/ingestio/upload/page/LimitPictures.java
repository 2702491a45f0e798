package io.ingestio.upload.page;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets the pictures expire that are beyond the space of all or of their user; {@link DeletePictures} deletes them. */
@Component
class LimitPictures implements Sweep {

    private static final Duration EVERY = Duration.ofMinutes(5);

    private final PictureTable pictures;
    private final PageSettings settings;
    private final Tenancy tenancy;

    LimitPictures(PictureTable pictures, PageSettings settings, Tenancy tenancy) {
        this.pictures = pictures;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /** All at once: which are beyond is known by their sum only. */
    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(pictures.expireBeyond(
                        settings.space().toBytes(), settings.userSpace().toBytes()))
                .thenReturn(0L);
    }
}
