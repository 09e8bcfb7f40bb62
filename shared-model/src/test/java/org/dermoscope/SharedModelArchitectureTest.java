package org.dermoscope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.dermoscope.checkpoint.Json;

@AnalyzeClasses(packages = "org.dermoscope", importOptions = ImportOption.DoNotIncludeTests.class)
class SharedModelArchitectureTest {
    @ArchTest
    static final ArchRule onlyImagingDecodesImages = noClasses()
            .that()
            .resideOutsideOfPackages("org.dermoscope.imaging", "org.dermoscope.sample")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco.opencv..", "javax.imageio..");

    @ArchTest
    static final ArchRule onlyItsPackageKnowsOneDnn = noClasses()
            .that()
            .resideOutsideOfPackage("org.dermoscope.onednn")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.dnnl..");

    @ArchTest
    static final ArchRule theSampleWritesImagesAndReadsNone = noClasses()
            .that()
            .resideInAPackage("org.dermoscope.sample")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("javax\\.imageio\\.ImageReader.*|org\\.bytedeco\\..*");

    @ArchTest
    static final ArchRule onlyTheStoreKnowsMinio = noClasses()
            .that()
            .resideOutsideOfPackage("org.dermoscope.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.minio..", "okhttp3..");

    @ArchTest
    static final ArchRule wireAndTaxonomyDependOnNothing = classes()
            .that()
            .resideInAnyPackage("org.dermoscope.wire", "org.dermoscope.taxonomy")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..", "org.dermoscope.wire", "org.dermoscope.taxonomy"));

    @ArchTest
    static final ArchRule theClientNeedsNoEngineAndNoStore = classes()
            .that()
            .resideInAPackage("org.dermoscope.wire.client")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..", "com.fasterxml.jackson..", "org.dermoscope.wire..")
                            .or(type(Json.class)));

    @ArchTest
    static final ArchRule nothingHereKnowsQuarkusOrInjection = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.quarkus..", "jakarta..").and(not(resideInAnyPackage("org.dermoscope.."))));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.dermoscope.(*)..").should().beFreeOfCycles();
}
