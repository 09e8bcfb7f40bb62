package org.dermoscope.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes the bytes of TCP connections on to a port of this machine: late, cut off after a random number of them, or watched
 * for the beginning of an upload. Thread-safe.
 */
final class TcpProxy implements AutoCloseable {
    private static final int PIECE = 16 * 1024;

    private final int target;
    private final ServerSocket listening;
    private final Random random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile int delayMillis;
    private volatile double cutShare;
    private volatile String watched = "";
    private volatile Runnable onWatched = () -> {};

    /** @param random decides which connections are cut and when */
    TcpProxy(int target, Random random) throws IOException {
        this.target = target;
        this.random = random;
        this.listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        thread("proxy", this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    int cuts() {
        return cuts.get();
    }

    /**
     * From now on.
     *
     * @param millis before each piece of up to 16 KiB
     * @param share of the connections that are cut within their first 256 KiB, 0..1
     */
    void disturb(int millis, double share) {
        delayMillis = millis;
        cutShare = share;
    }

    /** Runs something once, when a request that begins with that text has come and its first bytes were passed on. */
    void when(String request, Runnable action) {
        onWatched = action;
        watched = request;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                connections.incrementAndGet();
                open.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(server);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                long limit = Long.MAX_VALUE;
                synchronized (random) {
                    if (random.nextDouble() < cutShare) {
                        limit = random.nextInt(256 * 1024);
                    }
                }
                long cut = limit;
                thread("proxy-up", () -> pass(client, server, cut, true));
                thread("proxy-down", () -> pass(server, client, cut, false));
            } catch (IOException refused) {
                closeAll(open);
            }
        }
    }

    private void pass(Socket from, Socket to, long cut, boolean up) {
        byte[] piece = new byte[PIECE];
        long left = cut;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                if (delayMillis > 0) {
                    Thread.sleep(delayMillis);
                }
                if (n > left) {
                    cuts.incrementAndGet();
                    return;
                }
                left -= n;
                out.write(piece, 0, n);
                out.flush();
                if (up) {
                    look(piece, n);
                }
            }
        } catch (IOException | InterruptedException ended) {
            // As when a network fails: both sides are closed.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void look(byte[] piece, int length) {
        String text = watched;
        if (!text.isEmpty()
                && new String(piece, 0, Math.min(length, 512), StandardCharsets.ISO_8859_1).startsWith(text)) {
            watched = "";
            onWatched.run();
        }
    }

    private static void closeAll(Set<Socket> sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // Nothing is left to close.
            }
        }
        sockets.clear();
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closeAll(open);
    }
}
