package org.dermoscope.pretrained;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads a pickle that holds nothing but what PyTorch writes of a state dictionary: dictionaries, lists, tuples, numbers,
 * texts, tensors and their storages. A pickle may name any function to be called; here a few names stand for data, and all
 * others are refused, as are instructions that PyTorch does not write. Nothing that a file says is ever loaded or called.
 *
 * <p>Numbers and lengths are bounded, so that a small file cannot take much memory. Not thread-safe.
 */
final class TorchUnpickler extends Unpickler {
    /** A large network's state dictionary takes some ten thousand. */
    private static final int MAX_INSTRUCTIONS = 300_000;

    private static final int MAX_TEXT = 4096;
    private static final int MAX_NAME = 256;
    private static final Map<String, Object> KNOWN = known();

    private final ByteArrayInputStream file;
    private final Map<String, PickledStorage> storages = new LinkedHashMap<>();
    private int instructions;

    private TorchUnpickler(ByteArrayInputStream file) {
        this.file = file;
    }

    /**
     * What one pickle holds. Dictionaries have become maps, tuples arrays, tensors {@link PickledTensor}.
     *
     * @param storages by key, those that the value mentions
     */
    record Pickle(Object value, Map<String, PickledStorage> storages) {}

    /**
     * Reads one pickle and leaves the stream behind it.
     *
     * @throws WeightsRefusedException if it is malformed or has anything else in it
     */
    static Pickle read(ByteArrayInputStream file) {
        int length = file.available();
        try {
            TorchUnpickler unpickler = new TorchUnpickler(file);
            return new Pickle(unpickler.load(file), unpickler.storages);
        } catch (WeightsRefusedException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the library lets through whatever its casts and arrays throw
            throw new WeightsRefusedException(
                    "The file's pickle is malformed or cut off at byte " + (length - file.available()) + " of it", e);
        }
    }

    private static Map<String, Object> known() {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("collections.OrderedDict", (IObjectConstructor) TorchUnpickler::dictionary);
        known.put("torch._utils._rebuild_tensor", (IObjectConstructor) PickledTensor::of);
        known.put("torch._utils._rebuild_tensor_v2", (IObjectConstructor) PickledTensor::of);
        known.put("torch._utils._rebuild_parameter", (IObjectConstructor) PickledTensor::ofParameter);
        Stream.of(ElementType.values()).forEach(type -> known.put(type.torchStorage(), type));
        return known;
    }

    /** Python 2 gives the entries as an argument, Python 3 adds them afterwards. */
    private static Object dictionary(Object[] arguments) {
        Map<Object, Object> dictionary = new LinkedHashMap<>();
        if (arguments.length > 0) {
            for (Object entry : (List<?>) arguments[0]) {
                List<?> pair = (List<?>) entry;
                put(dictionary, pair.get(0), pair.get(1));
            }
        }
        return dictionary;
    }

    @Override
    protected Object dispatch(short instruction) throws IOException {
        if (++instructions > MAX_INSTRUCTIONS) {
            throw new WeightsRefusedException("The file's pickle has more than " + MAX_INSTRUCTIONS
                    + " instructions; a state dictionary takes some ten thousand");
        }
        switch (instruction) {
            case Opcodes.GLOBAL -> stack.add(global(line() + "." + line()));
            case Opcodes.BINUNICODE, Opcodes.BINSTRING -> stack.add(text());
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                setItems(List.of(stack.pop(), value));
            }
            case Opcodes.SETITEMS -> setItems(stack.pop_all_since_marker());
            case Opcodes.BUILD -> dropAttributes();
            case Opcodes.MARK,
                    Opcodes.STOP,
                    Opcodes.PROTO,
                    Opcodes.NONE,
                    Opcodes.NEWTRUE,
                    Opcodes.NEWFALSE,
                    Opcodes.BININT,
                    Opcodes.BININT1,
                    Opcodes.BININT2,
                    Opcodes.LONG1,
                    Opcodes.SHORT_BINSTRING,
                    Opcodes.BINFLOAT,
                    Opcodes.EMPTY_DICT,
                    Opcodes.EMPTY_LIST,
                    Opcodes.EMPTY_TUPLE,
                    Opcodes.TUPLE,
                    Opcodes.TUPLE1,
                    Opcodes.TUPLE2,
                    Opcodes.TUPLE3,
                    Opcodes.APPEND,
                    Opcodes.APPENDS,
                    Opcodes.REDUCE,
                    Opcodes.BINPERSID,
                    Opcodes.BINPUT,
                    Opcodes.LONG_BINPUT,
                    Opcodes.BINGET,
                    Opcodes.LONG_BINGET -> {
                return super.dispatch(instruction);
            }
            default ->
                throw new WeightsRefusedException(String.format(
                        "The file's pickle has the instruction 0x%02x, which PyTorch does not write", instruction));
        }
        return NO_RETURN_VALUE;
    }

    @Override
    protected Object persistentLoad(Object id) {
        PickledStorage storage = PickledStorage.of((Object[]) id);
        PickledStorage before = storages.putIfAbsent(storage.key(), storage);
        if (before != null && !before.equals(storage)) {
            throw new PickleException("two storages with the key '" + storage.key() + "'");
        }
        return storage;
    }

    private static Object global(String name) {
        Object known = KNOWN.get(name);
        if (known == null) {
            throw new WeightsRefusedException("The file names '" + printable(name)
                    + "', which no state dictionary of weights has in it, and which is not loaded or called; known: "
                    + new TreeSet<>(KNOWN.keySet()));
        }
        return known;
    }

    private static String printable(String name) {
        return name.replaceAll("\\P{Print}", "?");
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = PickleUtils.readbyte(file); c != '\n'; c = PickleUtils.readbyte(file)) {
            if (c < 0 || line.length() == MAX_NAME) {
                throw new PickleException("a name without end");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private String text() throws IOException {
        int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(file, Integer.BYTES));
        if (length < 0 || length > MAX_TEXT) {
            throw new WeightsRefusedException("The file's pickle has a text of " + Integer.toUnsignedLong(length)
                    + " bytes; allowed: up to " + MAX_TEXT);
        }
        return new String(PickleUtils.readbytes(file, length), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private void setItems(List<Object> keysAndValues) {
        Map<Object, Object> dictionary = (Map<Object, Object>) stack.peek();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            put(dictionary, keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    /** Keys are texts or numbers: to look for a nested list among keys would take as much stack as it is deep. */
    private static void put(Map<Object, Object> dictionary, Object key, Object value) {
        if (!(key instanceof String || key instanceof Number)) {
            throw new PickleException("a key that is neither a text nor a number");
        }
        dictionary.put(key, value);
    }

    /** PyTorch gives state dictionaries an attribute with the versions of modules. */
    private void dropAttributes() {
        if (!(stack.pop() instanceof Map && stack.peek() instanceof Map)) {
            throw new PickleException("attributes of something else than a dictionary");
        }
    }
}
