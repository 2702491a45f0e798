package io.ingestio.usage.stripe.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {

    @ParameterizedTest
    @EnumSource
    void isReadFromItsWireName(EventType type) {
        assertThat(EventType.of(type.wireName())).hasValue(type);
    }

    @Test
    void otherTypesAreNotApplied() {
        assertThat(EventType.of("customer.created")).isEmpty();
        assertThat(EventType.of("")).isEmpty();
    }
}
