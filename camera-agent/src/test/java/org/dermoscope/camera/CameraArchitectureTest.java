package org.dermoscope.camera;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.dermoscope.camera", importOptions = ImportOption.DoNotIncludeTests.class)
class CameraArchitectureTest {
    @ArchTest
    static final ArchRule onlyCaptureAndRecordingKnowTheCaptureLibrary = noClasses()
            .that()
            .resideOutsideOfPackages("org.dermoscope.camera.frame", "org.dermoscope.camera.sink")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule onlyTheLocalModeKnowsCheckpointsAndWhatRunsThem = noClasses()
            .that()
            .resideOutsideOfPackage("org.dermoscope.camera.local")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.dermoscope.classify", "org.dermoscope.imaging", "org.dermoscope.store", "ai.djl..");

    @ArchTest
    static final ArchRule theOverlayIsPure = noClasses()
            .that()
            .resideInAPackage("org.dermoscope.camera.overlay")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io", "java.nio.file", "java.net..", "javax.swing..", "java.util.concurrent.atomic");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.dermoscope.camera.(*)..").should().beFreeOfCycles();
}
