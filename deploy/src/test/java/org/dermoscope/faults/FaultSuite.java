package org.dermoscope.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program behind {@code deploy/faults/run}: runs cases one after another and ends with a line on each. */
public final class FaultSuite {
    private FaultSuite() {}

    static List<FaultCase> cases() {
        return Stream.of(
                        StoreFaults.cases(),
                        SharedStoreFaults.cases(),
                        ProcessFaults.cases(),
                        InputFaults.cases(),
                        LoadFaults.cases())
                .flatMap(List::stream)
                .toList();
    }

    /** Exit code 0 if all cases hold, 1 if one does not, 2 if the command line is wrong. */
    public static void main(String[] arguments) throws InterruptedException {
        Path root = Path.of(System.getProperty("dermoscope.project-root", "."))
                .toAbsolutePath()
                .normalize();
        FaultOptions options;
        try {
            options = FaultOptions.parse(List.of(arguments), root);
        } catch (IllegalArgumentException wrong) {
            System.err.println("run: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        List<FaultCase> chosen = cases().stream().filter(options::chooses).toList();
        System.out.println(chosen.size() + " cases, seed " + options.seed() + ", logs in " + options.work());
        List<Verdict> verdicts = new ArrayList<>();
        for (FaultCase each : chosen) {
            System.out.println("... " + each.group() + ": " + each.name());
            verdicts.add(Verdict.of(each, options));
            System.out.println(verdicts.get(verdicts.size() - 1));
        }
        System.out.println();
        verdicts.forEach(System.out::println);
        long held = verdicts.stream().filter(Verdict::held).count();
        System.out.println(held + " of " + verdicts.size() + " hold");
        System.exit(held == verdicts.size() && held > 0 ? 0 : 1);
    }
}
