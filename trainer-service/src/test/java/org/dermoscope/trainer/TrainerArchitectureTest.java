package org.dermoscope.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.InputStream;
import javax.imageio.ImageIO;

@AnalyzeClasses(packages = "org.dermoscope.trainer", importOptions = ImportOption.DoNotIncludeTests.class)
class TrainerArchitectureTest {
    @ArchTest
    static final ArchRule onlyTheSharedModelDecodesImagesAndKnowsMinio = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "io.minio..", "okhttp3..", "javax.imageio.stream..");

    @ArchTest
    static final ArchRule nothingReadsImagesWithImageIo = noClasses()
            .should()
            .callMethod(ImageIO.class, "read", InputStream.class)
            .orShould()
            .callMethod(ImageIO.class, "read", File.class);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.dermoscope.trainer.(*)..").should().beFreeOfCycles();
}
