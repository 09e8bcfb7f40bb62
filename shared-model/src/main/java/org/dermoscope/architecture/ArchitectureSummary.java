package org.dermoscope.architecture;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What identifies a network without its weights.
 *
 * @param parameters all values, running statistics included
 * @param trainable those that the optimizer changes
 * @param hash SHA-256, lower-case hexadecimal, over one line {@code name shape trainable} per parameter in order
 */
public record ArchitectureSummary(long parameters, long trainable, String hash) {
    public static ArchitectureSummary of(Architecture architecture) {
        return of(architecture.newNetwork(NetworkOptions.INFERENCE));
    }

    /** Of a network whose parameters have shapes; it need not be initialised. */
    public static ArchitectureSummary of(Block network) {
        long parameters = 0;
        long trainable = 0;
        StringBuilder lines = new StringBuilder();
        for (Pair<String, Parameter> entry : network.getParameters()) {
            Parameter parameter = entry.getValue();
            long size = parameter.getShape().size();
            parameters += size;
            trainable += parameter.requiresGradient() ? size : 0;
            lines.append(entry.getKey())
                    .append(' ')
                    .append(parameter.getShape())
                    .append(' ')
                    .append(parameter.requiresGradient())
                    .append('\n');
        }
        return new ArchitectureSummary(parameters, trainable, sha256(lines.toString()));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
