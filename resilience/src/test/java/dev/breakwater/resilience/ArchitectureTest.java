package dev.breakwater.resilience;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.breakwater.resilience.balancer.LoadBalancer;
import dev.breakwater.resilience.event.Event;
import java.util.concurrent.ThreadLocalRandom;

/** The shape of the module: a core that could run anywhere, one package of glue, one source of time and chance. */
@AnalyzeClasses(packagesOf = Resilience.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheGlueKnowsAFramework = noClasses()
            .that()
            .resideOutsideOfPackage("..resilience.quarkus..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "io.micrometer..",
                    "io.opentelemetry..",
                    "org.eclipse.microprofile..",
                    "org.jboss..",
                    "dev.breakwater.problem..");

    @ArchTest
    static final ArchRule nothingButJavaIsNeededOutsideTheGlue = noClasses()
            .that()
            .resideOutsideOfPackage("..resilience.quarkus..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "dev.breakwater.resilience..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule theCoreDoesNotKnowTheGlue = noClasses()
            .that()
            .resideOutsideOfPackage("..resilience.quarkus..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..resilience.quarkus..");

    @ArchTest
    static final ArchRule timeAndChanceComeFromOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("..resilience.time..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(ThreadLocalRandom.class, java.util.Random.class);

    @ArchTest
    static final ArchRule whoMakesAnEventAsksFirstWhetherAnybodyListens = codeUnits()
            .that(describe("make an event", ArchitectureTest::makesAnEvent))
            .and()
            .areDeclaredInClassesThat()
            .doNotBelongToAnyOf(LoadBalancer.class)
            .should(ArchCondition.from(describe("ask for the listener", ArchitectureTest::asksForTheListener)));

    private static boolean makesAnEvent(JavaCodeUnit unit) {
        return unit.getConstructorCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isAssignableTo(Event.class));
    }

    private static boolean asksForTheListener(JavaCodeUnit unit) {
        return unit.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getName().equals("hasListener"));
    }

    @ArchTest
    static final ArchRule noPackageCycleRunsThroughTheModule =
            slices().assignedFrom(new PackagesWithTheFrontDoor()).should().beFreeOfCycles();

    /**
     * Each package is a slice. {@link Resilience} belongs to {@code policy}, whose front door it is: it stands in the
     * root package so that users find it, and has the pipelines that know it.
     */
    private static final class PackagesWithTheFrontDoor implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            boolean isFrontDoor = javaClass.getName().startsWith(Resilience.class.getName());
            String name = isFrontDoor ? "dev.breakwater.resilience.policy" : javaClass.getPackageName();
            return name.startsWith("dev.breakwater.resilience") ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages, Resilience with policy";
        }
    }
}
