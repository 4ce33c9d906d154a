package dev.tocsin.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The rules of the house that a compiler cannot know.
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.tocsin");
    private static final Set<String> CLOCK_READERS = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.ZonedDateTime",
            "java.time.OffsetDateTime",
            "java.time.OffsetTime",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.MonthDay");

    @Test
    void all_six_modules_are_looked_at() {
        assertThat(PRODUCT.stream()
                        .map(type -> type.getPackageName().split("\\.", -1)[2])
                        .distinct())
                .containsExactlyInAnyOrder("config", "db", "monitor", "incidents", "statuspage", "app");
    }

    @Test
    void a_floor_knows_only_the_floors_below_it() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("config")
                .definedBy("dev.tocsin.config..")
                .layer("db")
                .definedBy("dev.tocsin.db..")
                .layer("monitor")
                .definedBy("dev.tocsin.monitor..")
                .layer("incidents")
                .definedBy("dev.tocsin.incidents..")
                .layer("status page")
                .definedBy("dev.tocsin.statuspage..")
                .layer("app")
                .definedBy("dev.tocsin.app..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("status page")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("incidents")
                .mayOnlyBeAccessedByLayers("status page", "app")
                .whereLayer("monitor")
                .mayOnlyBeAccessedByLayers("incidents", "status page", "app")
                .whereLayer("db")
                .mayOnlyBeAccessedByLayers("monitor", "incidents", "status page", "app"));
    }

    @Test
    void packages_have_no_circles() {
        check(slices().matching("dev.tocsin.(**)").should().beFreeOfCycles());
    }

    @Test
    void delivery_knows_neither_incidents_nor_pages() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.tocsin.incidents.delivery..")
                .should()
                .dependOnClassesThat(describe(
                        "incidents, on-call and paging",
                        type -> type.getPackageName()
                                .matches("dev\\.tocsin\\.incidents(\\.(oncall|paging|web|disclosure).*)?"))));
    }

    @Test
    void the_clock_comes_by_the_constructor() {
        check(noClasses()
                .should()
                .callMethodWhere(describe("read the time from nowhere", ArchitectureTest::readsTheTimeFromNowhere))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class));
    }

    @Test
    void only_the_beginning_of_the_process_makes_a_clock() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.tocsin.app.Main")
                .should()
                .callMethodWhere(describe(
                        "make a system clock",
                        call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                                && call.getName().startsWith("system"))));
    }

    @Test
    void each_adapter_keeps_its_library_to_itself() {
        confined("org.quartz..", "dev.tocsin.app.schedule..");
        confined("io.dropwizard..", "dev.tocsin.app.http..");
        confined("com.twilio..", "dev.tocsin.incidents.delivery.twilio..");
        confined(
                "jakarta.mail..",
                "dev.tocsin.incidents.delivery.smtp..",
                "dev.tocsin.incidents.delivery.imitation..",
                "dev.tocsin.incidents.disclosure.imap..");
        confined(
                "org.eclipse.angus..",
                "dev.tocsin.incidents.delivery.smtp..",
                "dev.tocsin.incidents.disclosure.imap..");
        confined("okhttp3..", "dev.tocsin.monitor.probe..");
        confined("org.xbill..", "dev.tocsin.monitor.probe.dns..", "dev.tocsin.incidents.disclosure.dns..");
        confined("org.apache.pdfbox..", "dev.tocsin.incidents.disclosure.pdf..");
        confined("org.owasp..", "dev.tocsin.incidents.disclosure.mail..");
        confined("io.grpc..", "dev.tocsin.monitor.probe.grpc..");
        confined("com.cronutils..", "dev.tocsin.monitor.rhythm..");
        confined("com.jayway.jsonpath..", "dev.tocsin.monitor.json..");
        confined("com.google.common..", "dev.tocsin.monitor.posture.name..");
        confined("com.ibm.icu..", "dev.tocsin.monitor.posture.name..", "dev.tocsin.incidents.disclosure.mail..");
        confined("org.apache.james..", "dev.tocsin.incidents.disclosure.mail..");
        confined("org.jsoup..", "dev.tocsin.monitor.posture.content..", "dev.tocsin.incidents.disclosure.mail..");
        confined("io.micrometer..", "dev.tocsin.app.metrics..");
        confined("picocli..", "dev.tocsin.app.commands..");
    }

    /// Mails are settled one after the other in a transaction each.
    @Test
    void keys_that_strangers_send_are_read_before_others_wait_for_it() {
        check(classes()
                .that()
                .haveFullyQualifiedName("dev.tocsin.incidents.disclosure.PublicKeys")
                .should()
                .onlyHaveDependentClassesThat()
                .haveNameMatching("dev\\.tocsin\\.incidents\\.disclosure\\.(PublicKeys|BroughtKeys|MailReading)"));
    }

    @Test
    void a_store_is_nobody_elses_business() {
        check(classes().that().haveSimpleNameEndingWith("Store").should().notBePublic());
    }

    @Test
    void only_the_database_opens_transactions() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tocsin.db..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.jdbi.v3.core.Jdbi"));
    }

    @Test
    void a_name_says_what_the_thing_is() {
        check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Common)(\\$.*)?"));
    }

    @Test
    void nothing_is_static_and_mutable() {
        check(fields().that().areStatic().should().beFinal());
    }

    @Test
    void nothing_is_null_in_any_package() {
        check(classes()
                .that()
                .areTopLevelClasses()
                .should(new ArchCondition<JavaClass>("live in a @NullMarked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var marked = type.getPackage()
                                .tryGetPackageInfo()
                                .map(info -> info.isAnnotatedWith(NullMarked.class))
                                .orElse(false);
                        if (!marked) {
                            events.add(
                                    SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                        }
                    }
                }));
    }

    private static void confined(String library, String... homes) {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    private static boolean readsTheTimeFromNowhere(JavaCall<?> call) {
        return CLOCK_READERS.contains(call.getTargetOwner().getName())
                && call.getName().equals("now")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo(Clock.class));
    }

    private static void check(ArchRule rule) {
        rule.check(PRODUCT);
    }
}
