package org.dermoscope.benchmark.serving;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One client's connection, over which it sends the same request again and again. It knows just enough of HTTP/1.1 for that,
 * and so takes a quarter of the processor time of the JDK's client, which the servers on the same machine would lack.
 */
final class Connection implements Closeable {
    private static final String LENGTH = "content-length:";
    private static final String RETRY = "retry-after:";

    private final byte[] request;
    private final URI uri;
    private Socket socket;
    private InputStream in;

    Connection(URI uri, String mediaType, byte[] body) throws IOException {
        this.uri = uri;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("POST " + target(uri) + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nContent-Type: "
                        + mediaType + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        this.request = bytes.toByteArray();
        this.socket = connect();
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    private static String target(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private Socket connect() throws IOException {
        Socket connected = new Socket(uri.getHost(), uri.getPort());
        connected.setTcpNoDelay(true);
        return connected;
    }

    /** @param retryAfter how long the server asks its client to wait; zero where it does not */
    record Answer(int status, Duration retryAfter) {}

    /**
     * Sends the request and reads the whole answer.
     *
     * @throws IOException if the answer is none of HTTP/1.1 with a content length or in chunks
     */
    Answer post() throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request);
        int status = Integer.parseInt(line().split(" ")[1]);
        long length = -1;
        long retryAfter = 0;
        boolean chunked = false;
        boolean closes = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Long.parseLong(lower.substring(LENGTH.length()).trim());
            }
            if (lower.startsWith(RETRY)) {
                retryAfter = Long.parseLong(lower.substring(RETRY.length()).trim());
            }
            chunked |= lower.equals("transfer-encoding: chunked");
            closes |= lower.equals("connection: close");
        }
        if (chunked) {
            skipChunks();
        } else if (length < 0) {
            throw new IOException("Answer " + status + " of " + uri + " without a content length");
        } else {
            in.skipNBytes(length);
        }
        if (closes) {
            socket.close();
            socket = connect();
            in = new BufferedInputStream(socket.getInputStream());
        }
        return new Answer(status, Duration.ofSeconds(retryAfter));
    }

    /** Each a line with its size in hexadecimal digits, its bytes, and an empty line; the last has none. */
    private void skipChunks() throws IOException {
        long size;
        do {
            size = Long.parseLong(line(), 16);
            in.skipNBytes(size);
            line();
        } while (size > 0);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException(uri + " closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
