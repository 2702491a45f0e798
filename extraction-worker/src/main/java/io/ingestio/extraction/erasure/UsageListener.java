package io.ingestio.extraction.erasure;

import io.ingestio.erasure.Erasures;
import io.ingestio.erasure.UserErasedListener;
import org.springframework.stereotype.Component;

/** Entry for erased users; {@link ErasureWiring} says what is deleted. */
@Component
class UsageListener extends UserErasedListener {

    UsageListener(Erasures erasures) {
        super(erasures);
    }
}
