package io.ingestio.models.offline.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2024-03-05              | 2024-03-05
            2024/3/5                | 2024-03-05
            31/12/2017              | 2017-12-31
            21.05.14                | 2014-05-21
            25-03-2018              | 2018-03-25
            7. Mai 2014             | 2014-05-07
            3. März 2021            | 2021-03-03
            19 april 2014           | 2014-04-19
            02 Juillet 2015         | 2015-07-02
            1er août 2020           | 2020-08-01
            5 de mayo de 2020       | 2020-05-05
            12 gennaio 2023         | 2023-01-12
            August 3 , 2014         | 2014-08-03
            Jan 1, 2022             | 2022-01-01
            OCT 3, 2016             | 2016-10-03
            3rd of March 2020       | 2020-03-03
            05-Mar-18               | 2018-03-05
            5 maart 2019            | 2019-03-05
            """)
    void readsTheFormsOfManyLanguages(String text, LocalDate date) {
        assertThat(Dates.of(List.of(), false).first("on " + text + " at noon")).contains(date);
    }

    @Test
    void orderOfDayAndMonthIsDecidedByDocument() {
        assertThat(Dates.of(List.of("04/13/2020"), false).first("03/04/2020")).contains(LocalDate.of(2020, 3, 4));
        assertThat(Dates.of(List.of("13/04/2020"), true).first("03/04/2020")).contains(LocalDate.of(2020, 4, 3));
        assertThat(Dates.of(List.of(), true).first("03/04/2020")).contains(LocalDate.of(2020, 3, 4));
        assertThat(Dates.of(List.of(), false).first("03/04/2020")).contains(LocalDate.of(2020, 4, 3));
    }

    @Test
    void findsNoDateInOtherNumbers() {
        assertThat(Dates.of(List.of(), false).find("1.234.567,89 12/2020 31.02.2020 192.168.1.1 may 5"))
                .isEmpty();
    }

    @Test
    void yearIsCompletedWhereMissing() {
        assertThat(Dates.of(List.of(), false).firstInYear("05.03. Miete", 2024))
                .map(Dates.Found::date)
                .contains(LocalDate.of(2024, 3, 5));
        assertThat(Dates.of(List.of(), false).firstInYear("5 Mar RENT", 2024))
                .map(Dates.Found::date)
                .contains(LocalDate.of(2024, 3, 5));
    }
}
