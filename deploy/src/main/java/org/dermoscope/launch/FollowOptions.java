package org.dermoscope.launch;

import java.util.List;

/**
 * What the command line of {@code ./run follow} asks for.
 *
 * @param jobId empty only with {@code help}
 */
record FollowOptions(boolean help, String jobId, int trainerPort) {
    static final String USAGE = """
            usage: ./run follow ID [--port-trainer P]

            Shows the progress of a training until it has ended, whoever posted it.

              ID                    of the job, as ./run train prints it and GET /jobs lists it
              --port-trainer P      default 8080
              --help
            """;

    static FollowOptions parse(List<String> arguments) throws LaunchException {
        CommandLine line = new CommandLine(arguments, USAGE);
        boolean help = false;
        String jobId = "";
        int trainerPort = LaunchOptions.DEFAULT_TRAINER_PORT;
        while (line.hasNext()) {
            String argument = line.next();
            switch (argument) {
                case "--help", "-h" -> help = true;
                case "--port-trainer" -> trainerPort = line.port(argument);
                default -> {
                    if (argument.startsWith("-") || !jobId.isEmpty()) {
                        throw line.unknown(argument);
                    }
                    jobId = requireId(argument);
                }
            }
        }
        if (jobId.isEmpty() && !help) {
            throw new LaunchException("The job's id is missing.\n\n" + USAGE);
        }
        return new FollowOptions(help, jobId, trainerPort);
    }

    /** It becomes part of an address. */
    private static String requireId(String id) throws LaunchException {
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new LaunchException("Job id '" + id + "' is malformed; a job id looks like 20261123T205200Z-4f09ab.");
        }
        return id;
    }

    /** How to go on with the job without this process. */
    String hints(ServiceClient trainer) {
        String port = trainerPort == LaunchOptions.DEFAULT_TRAINER_PORT ? "" : " --port-trainer " + trainerPort;
        return "  follow it  ./run follow " + jobId + port
                + "\n  cancel it  curl -X POST -H \"Authorization: Bearer TOKEN\" "
                + trainer.url("/jobs/" + jobId + "/cancel");
    }
}
