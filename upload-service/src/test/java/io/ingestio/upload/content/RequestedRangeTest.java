package io.ingestio.upload.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedRangeTest {

    @ParameterizedTest
    @CsvSource({"bytes=0-0, 0, 0", "bytes=10-19, 10, 19", "bytes=90-, 90, 99", "bytes=-5, 95, 99", "bytes=5-500, 5, 99"
    })
    void oneRangeIsAPart(String header, long first, long last) {
        assertThat(RequestedRange.of(header, 100)).isEqualTo(new RequestedRange(first, last, true));
        assertThat(RequestedRange.of(header, 100).contentRange(100)).isEqualTo("bytes " + first + "-" + last + "/100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "lines=1-2", "bytes=x", "bytes=5-1", ""})
    void whatIsNoSingleRangeIsTheWholeFile(String header) {
        assertThat(RequestedRange.of(header, 100)).isEqualTo(new RequestedRange(0, 99, false));
    }

    @Test
    void rangeBeyondTheEndCannotBeSatisfied() {
        assertThat(RequestedRange.of("bytes=100-", 100)).isSameAs(RequestedRange.UNSATISFIABLE);
        assertThat(RequestedRange.UNSATISFIABLE.contentRange(100)).isEqualTo("bytes */100");
        assertThat(RequestedRange.of("bytes=-0", 100)).isSameAs(RequestedRange.UNSATISFIABLE);
    }
}
