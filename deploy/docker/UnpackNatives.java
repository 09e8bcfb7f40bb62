import java.lang.reflect.Method;
import java.util.List;

/**
 * Loads what a service loads natively, by the libraries' own means, so that they unpack it into their caches; with the
 * argument {@code engine}, the engine alone.
 */
public final class UnpackNatives {
    public static void main(String[] arguments) throws Exception {
        boolean engineAlone = List.of(arguments).equals(List.of("engine"));
        List<String> images = List.of("opencv_core", "opencv_imgproc", "opencv_imgcodecs");
        for (String loaded : engineAlone ? List.<String>of() : images) {
            load("org.bytedeco.opencv.global." + loaded);
        }
        String oneDnn = "org.bytedeco.dnnl.global.dnnl";
        if (!engineAlone && present(oneDnn)) {
            load(oneDnn);
        }
        if (present("ai.djl.pytorch.engine.PtEngine")) {
            Method engine = Class.forName("ai.djl.engine.Engine").getMethod("getEngine", String.class);
            System.out.println(engine.invoke(null, "PyTorch"));
        }
    }

    private static void load(String library) throws ReflectiveOperationException {
        Class.forName("org.bytedeco.javacpp.Loader")
                .getMethod("load", Class.class)
                .invoke(null, Class.forName(library));
    }

    private static boolean present(String name) {
        try {
            Class.forName(name, false, UnpackNatives.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
