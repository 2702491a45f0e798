package io.ingestio.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The walls that matter: services never reach each other, contracts know no framework, Kafka's types stay in one place.
 */
class ArchitectureTest {

    static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("tests/kit") && !location.contains("testkit"))
            .importPackages("io.ingestio");

    private static final List<String> SERVICES =
            List.of("upload", "orchestrator", "extraction", "usage", "export", "gateway");

    @TestFactory
    Stream<DynamicTest> noServiceReachesAnother() {
        return SERVICES.stream()
                .map(service -> DynamicTest.dynamicTest(
                        service,
                        () -> noClasses()
                                .that()
                                .resideInAPackage("io.ingestio." + service + "..")
                                .should()
                                .dependOnClassesThat(resideInAnyPackage(SERVICES.stream()
                                        .filter(other -> !other.equals(service))
                                        .map(other -> "io.ingestio." + other + "..")
                                        .toArray(String[]::new)))
                                .check(PRODUCT)));
    }

    @Test
    void contractsKnowOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.ingestio.contracts..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("io.ingestio.contracts..", "java..", "org.jspecify.."))
                .check(PRODUCT);
    }

    @Test
    void onlyMessagingTouchesKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.ingestio.messaging..", "io.ingestio.embedded..", "io.ingestio.launcher..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka.."))
                .check(PRODUCT);
    }

    @Test
    void platformKnowsNoService() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.ingestio.http..",
                        "io.ingestio.messaging..",
                        "io.ingestio.erasure..",
                        "io.ingestio.database..",
                        "io.ingestio.background..",
                        "io.ingestio.objectstore..",
                        "io.ingestio.jsonschema..",
                        "io.ingestio.reader..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(SERVICES.stream()
                        .map(service -> "io.ingestio." + service + "..")
                        .toArray(String[]::new)))
                .check(PRODUCT);
    }

    /**
     * Records, enums, sealed types and what is named for a decision decide with plain functions: what they decide can
     * be tested without a database, a broker or a clock.
     */
    @Test
    void decisionsDoNoInputOrOutput() {
        DescribedPredicate<JavaClass> decision = DescribedPredicate.describe(
                "are decisions",
                type -> type.isRecord()
                        || type.isEnum()
                        || type.getModifiers().contains(JavaModifier.ABSTRACT)
                                && type.reflect().isSealed()
                        || type.getSimpleName().matches(".*(Policy|Rules)"));
        noClasses()
                .that(decision)
                .and()
                .resideInAnyPackage(Stream.concat(SERVICES.stream(), Stream.of("contracts", "models", "background"))
                        .map(part -> "io.ingestio." + part + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.r2dbc..",
                        "org.springframework.r2dbc..",
                        "reactor..",
                        "org.springframework.web.reactive..",
                        "io.ingestio.messaging..",
                        "org.apache.kafka.."))
                .check(PRODUCT);
    }

    @Test
    void roomsHaveNoCycles() {
        SERVICES.forEach(service -> slices().matching("io.ingestio." + service + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(PRODUCT));
    }

    @Test
    void namesSayWhatAClassIsFor() {
        noClasses()
                .that()
                .resideInAPackage("io.ingestio..")
                .should()
                .haveNameMatching(".*(Service|Impl|Manager|Helper|Utils?|Dto|Mapper|Base|Common)")
                .check(PRODUCT);
    }
}
