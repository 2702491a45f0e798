package io.ingestio.orchestrator.webhook.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ingestio.contracts.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTest {

    private static final UrlRules RULES = new UrlRules(false, List.of(443, 8443));
    private static final UrlRules DEVELOPMENT = new UrlRules(true, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/hook",
                "https://example.com:8443/hook?token=a%20b",
                "https://Hooks.Example.COM",
                "https://xn--bcher-kva.example/",
                "https://8.8.8.8/hook",
                "https://[2606:4700:4700::1111]/hook",
                "https://localhost/hook" // judged by its address
            })
    void acceptsUrlsInTheirUsualForm(String url) {
        assertThat(RULES.check(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/hook",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com:443/",
                "example.com/hook",
                "//example.com/hook",
                "https:example.com",
                "https:///hook",
                "https://",
                "",
                "https://user@example.com/",
                "https://example.com@10.0.0.1/",
                "https://example.com#@10.0.0.1/",
                "https://example.com\\@10.0.0.1/",
                "https://2130706433/",
                "https://017700000001/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.0.0.01/",
                "https://127.0.0.1./",
                "https://256.0.0.1/",
                "https://1.2.3.4.5/",
                "https://example.com./",
                "https://example..com/",
                "https://[fe80::1%25eth0]/",
                "https://[::1/",
                "https://[1.2.3.4]/",
                "https://１２７.0.0.1/",
                "https://ⓛocalhost/",
                "https://bücher.example/",
                "https://exa mple.com/",
                "https://example.com/\r\nHost: other",
                "https://example.com:22/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:443x/"
            })
    void rejectsWhateverParsersReadDifferently(String url) {
        assertThatExceptionOfType(UrlRejected.class)
                .isThrownBy(() -> RULES.check(url))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.WEBHOOK_URL_INVALID));
    }

    @Test
    void schemeIsMadeLowerCase() {
        assertThat(RULES.check("HTTPS://example.com/Hook")).hasToString("https://example.com/Hook");
    }

    @Test
    void rejectsLongUrls() {
        assertThat(RULES.check("https://example.com/" + "a".repeat(2_028))).isNotNull();
        assertThatExceptionOfType(UrlRejected.class)
                .isThrownBy(() -> RULES.check("https://example.com/" + "a".repeat(2_029)));
    }

    @Test
    void developmentAllowsHttpAndAnyPort() {
        assertThat(DEVELOPMENT.check("http://127.0.0.1:39417/hook").getPort()).isEqualTo(39_417);
    }
}
