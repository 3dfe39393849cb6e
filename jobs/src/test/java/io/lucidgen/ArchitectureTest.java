package io.lucidgen;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the house: what each package may use, and the few things that no package may do. */
class ArchitectureTest {
    private static final String ROOT = "io.lucidgen.";
    private static final String MAIN = ROOT + "jobs.cli.Main";
    private static final String SPARK_FUNCTIONS = "org.apache.spark.api.java.function";

    // The other module's tests come in a jar of their own.
    private static final Pattern TEST_JAR = Pattern.compile(".*-tests\\.jar!?/.*");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(TEST_JAR))
            .importPackages("io.lucidgen");

    /** Room to the rooms that it may use besides itself; {@code error} and {@code random} are open to all. */
    private static final Map<String, Set<String>> ROOMS = new TreeMap<>();

    static {
        room("error");
        room("random");
        room("config");
        room("data", "config");
        room("network", "config");
        room("model", "network", "data", "config");
        room("training", "model", "network", "data", "config");
        room("family", "training", "model", "network", "data", "config");
        room("checkpoint", "model", "network", "data", "config");
        room("attribution", "model", "network", "data", "config");
        room("evaluation", "attribution", "model", "network", "data", "config");
        room("internals", "evaluation", "model", "network", "data", "config");
        room("simplification", "evaluation", "model", "network", "data", "config");
        room("privacy", "evaluation", "attribution", "model", "network", "data", "config");
        room("report", "data");

        String[] common = {
            "config",
            "data",
            "network",
            "model",
            "training",
            "family",
            "checkpoint",
            "attribution",
            "evaluation",
            "internals",
            "simplification",
            "privacy",
            "report"
        };
        room("jobs.spark", with(common, "jobs.table"));
        room("jobs.table", with(common, "jobs.spark"));
        room("jobs.run", with(common, "jobs.spark", "jobs.table", "jobs.run"));
        for (String engine : Set.of("ingest", "sharding", "generation", "export", "internals", "simplification")) {
            room("jobs." + engine, with(common, "jobs.spark", "jobs.table", "jobs.run"));
        }
        room("jobs.preflight", with(common, "jobs.spark", "jobs.table", "jobs.run"));
        room("jobs.training", with(common, "jobs.spark", "jobs.table", "jobs.run", "jobs.sharding", "jobs.preflight"));
        for (String reader : Set.of("evaluation", "report")) {
            room("jobs." + reader, with(common, "jobs.spark", "jobs.table", "jobs.run", "jobs.sharding"));
        }
        room(
                "jobs.explanation",
                with(
                        common,
                        "jobs.spark",
                        "jobs.table",
                        "jobs.run",
                        "jobs.sharding",
                        "jobs.internals",
                        "jobs.simplification"));
        room(
                "jobs.pipeline",
                with(
                        common,
                        "jobs.spark",
                        "jobs.table",
                        "jobs.run",
                        "jobs.sharding",
                        "jobs.preflight",
                        "jobs.ingest",
                        "jobs.training",
                        "jobs.generation",
                        "jobs.internals",
                        "jobs.simplification",
                        "jobs.explanation",
                        "jobs.evaluation",
                        "jobs.report",
                        "jobs.export"));
        room(
                "jobs.benchmark",
                with(
                        common,
                        "jobs.spark",
                        "jobs.table",
                        "jobs.run",
                        "jobs.sharding",
                        "jobs.training",
                        "jobs.explanation"));
        room("jobs.cli", ROOMS.keySet().toArray(String[]::new));
    }

    private static void room(String name, String... uses) {
        ROOMS.put(name, Set.copyOf(Arrays.asList(with(uses, name, "error", "random"))));
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).distinct().toArray(String[]::new);
    }

    static Set<String> rooms() {
        return ROOMS.keySet();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyTheRoomsBelowIt(String room) {
        String[] allowed =
                ROOMS.get(room).stream().map(name -> ROOT + name + "..").toArray(String[]::new);

        classes()
                .that(resideInAPackage(ROOT + room + ".."))
                .should(onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(resideInAPackage("io.lucidgen..")))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyClassIsInARoom() {
        String[] known = ROOMS.keySet().stream().map(name -> ROOT + name + "..").toArray(String[]::new);

        classes().should().resideInAnyPackage(known).check(CLASSES);
    }

    @Test
    void commonKnowsNeitherSparkNorTheCommandLineNorOtherNetworks() {
        noClasses()
                .that(not(resideInAPackage(ROOT + "jobs..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "picocli..", "org.deeplearning4j..")
                .check(CLASSES);
    }

    @Test
    void onlyMainExitsOrPrints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(MAIN)
                .should()
                .accessTargetWhere(target("exits or prints", ArchitectureTest::exitsOrPrints))
                .check(CLASSES);
    }

    @Test
    void nothingChoosesTheMaster() {
        noClasses()
                .should()
                .accessTargetWhere(target("chooses Spark's master", ArchitectureTest::choosesTheMaster))
                .check(CLASSES);
    }

    @Test
    void executorFunctionsAreNamedAndHoldOnlyData() {
        classes()
                .that(describe("are Spark functions", ArchitectureTest::isSparkFunction))
                .should(beNamedAndStatic())
                .andShould(holdNoFieldOf(
                        "org.apache.spark.sql.SparkSession",
                        "org.apache.spark.SparkContext",
                        "org.apache.spark.api.java.JavaSparkContext",
                        "org.apache.spark.sql.Dataset",
                        "com.typesafe.config.Config"))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** The compiler gives this method to each class with a serializable lambda or method reference. */
    @Test
    void noLambdaIsSentToExecutors() {
        assertThat(CLASSES.stream()
                        .filter(type -> Arrays.stream(type.reflect().getDeclaredMethods())
                                .anyMatch(method -> method.getName().equals("$deserializeLambda$")))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    private static DescribedPredicate<JavaAccess<?>> target(String description, Predicate<AccessTarget> predicate) {
        return describe(description, access -> predicate.test(access.getTarget()));
    }

    private static boolean exitsOrPrints(AccessTarget target) {
        String member = target.getOwner().getName() + "." + target.getName();
        return Set.of(
                                "java.lang.System.exit",
                                "java.lang.System.out",
                                "java.lang.System.err",
                                "java.lang.Runtime.exit",
                                "java.lang.Runtime.halt")
                        .contains(member)
                || target.getOwner().isAssignableTo(Throwable.class)
                        && target.getName().equals("printStackTrace");
    }

    private static boolean choosesTheMaster(AccessTarget target) {
        String owner = target.getOwner().getName();
        return owner.startsWith("org.apache.spark.")
                && (target.getName().equals("setMaster")
                        || owner.equals("org.apache.spark.sql.SparkSession$Builder")
                                && target.getName().equals("master"));
    }

    private static boolean isSparkFunction(JavaClass type) {
        return type.getAllRawInterfaces().stream()
                .anyMatch(of -> of.getPackageName().equals(SPARK_FUNCTIONS));
    }

    private static ArchCondition<JavaClass> beNamedAndStatic() {
        return new ArchCondition<>("be named classes, top-level or static") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean satisfied = !type.isAnonymousClass() && !type.isLocalClass() && !type.isInnerClass();
                events.add(new SimpleConditionEvent(
                        type,
                        satisfied,
                        type.getDescription()
                                + (satisfied ? " is named and static" : " holds on to the object that made it")));
            }
        };
    }

    private static ArchCondition<JavaClass> holdNoFieldOf(String... types) {
        Set<String> banned = Set.of(types);
        return new ArchCondition<>("hold no field of " + banned) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaField field : type.getAllFields()) {
                    String of = field.getRawType().getName();
                    events.add(
                            new SimpleConditionEvent(field, !banned.contains(of), field.getFullName() + " is a " + of));
                }
            }
        };
    }
}
