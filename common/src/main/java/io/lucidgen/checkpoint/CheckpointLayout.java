package io.lucidgen.checkpoint;

import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Where the versions of a model lie: {@code <root>/models/<name>/<version>/}.
 *
 * <p>Folders whose names begin with an underscore are nobody's to read.
 */
record CheckpointLayout(Path root) {

    static final String DEFINITION = "definition.json";
    static final String STATE = "state.json";
    static final String CARD = "card.json";
    static final String MANIFEST = "manifest.json";
    static final String POINTER = "latest.json";
    static final String SLOTS = "slots";

    private static final String STAGING = "_staging-";
    private static final String REMOVED = "_removed-";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

    Path model(String name) {
        return new Path(new Path(root, "models"), requireName("model", name));
    }

    Path version(String name, String version) {
        return new Path(model(name), requireName("version", version));
    }

    Path staging(String name, String version) {
        return new Path(model(name), STAGING + requireName("version", version));
    }

    Path removed(String name, String version) {
        return new Path(model(name), REMOVED + requireName("version", version));
    }

    Path pointer(String name) {
        return new Path(model(name), POINTER);
    }

    static boolean isVersionName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether a folder is what a broken attempt at a version with this prefix left behind. */
    static boolean isLeftover(String folder, String versionPrefix) {
        return folder.startsWith(STAGING + versionPrefix) || folder.startsWith(REMOVED + versionPrefix);
    }

    private static String requireName(String thing, String name) {
        if (!isVersionName(name)) {
            throw new IllegalArgumentException(
                    "A " + thing + " cannot be named \"" + name + "\": only letters, digits, dots and hyphens will do");
        }
        return name;
    }
}
