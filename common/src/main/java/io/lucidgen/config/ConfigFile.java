package io.lucidgen.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import io.lucidgen.error.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A configuration file on any Hadoop file system, with the neighbours that it includes.
 *
 * <p>A name without a scheme is looked for on the local disk, then by its last part in the working directory (where
 * {@code spark-submit --files} puts it), then on the default file system.
 */
final class ConfigFile implements ConfigIncluder {
    private static final String CHANGE = "Pass the path of a HOCON file, or leave the option out for the defaults";

    private final Path path;
    private final String shown;
    private final Configuration hadoop;
    private final List<Path> including;

    private ConfigFile(Path path, String shown, Configuration hadoop, List<Path> including) {
        this.path = path;
        this.shown = shown;
        this.hadoop = hadoop;
        this.including = including;
    }

    /** @throws UserException when the file or one that it includes is missing or is not HOCON */
    static Config parse(String location, Configuration hadoop) {
        return new ConfigFile(locate(location, hadoop), location, hadoop, List.of()).parse();
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        Path neighbour = new Path(path.getParent(), what);
        List<Path> chain = new ArrayList<>(including);
        chain.add(path);
        if (chain.contains(neighbour)) {
            throw problem("it includes itself by way of " + what, "Remove one of these includes");
        }
        int folder = shown.lastIndexOf('/') + 1;
        return new ConfigFile(neighbour, shown.substring(0, folder) + what, hadoop, chain)
                .parse()
                .root();
    }

    /** Nothing else is asked, so that a missing neighbour is an error and not an empty file. */
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    private Config parse() {
        ConfigParseOptions options =
                ConfigParseOptions.defaults().setOriginDescription(shown).setIncluder(this);
        try (Reader reader = new InputStreamReader(path.getFileSystem(hadoop).open(path), StandardCharsets.UTF_8)) {
            return ConfigFactory.parseReader(reader, options);
        } catch (FileNotFoundException missing) {
            String change = including.isEmpty()
                    ? CHANGE
                    : "Correct the include in "
                            + including.get(including.size() - 1).getName();
            throw problem("there is no such file", change).causedBy(missing);
        } catch (ConfigException.Parse wrong) {
            int line = wrong.origin() == null ? -1 : wrong.origin().lineNumber();
            String reason = wrong.getMessage().replaceFirst("^.*?: \\d+: ", "").replaceAll("\\s+", " ");
            throw problem((line > 0 ? "line " + line + " is not HOCON: " : "") + reason, "Correct the file")
                    .causedBy(wrong);
        } catch (IOException failed) {
            throw problem("it cannot be read: " + failed.getMessage(), CHANGE).causedBy(failed);
        }
    }

    private UserException problem(String reason, String change) {
        return UserException.usage("read the configuration", "config", Secrets.withoutUserInfo(shown), reason, change);
    }

    private static Path locate(String location, Configuration hadoop) {
        if (location.isBlank()) {
            throw UserException.usage("read the configuration", "config", location, "the name is empty", CHANGE);
        }
        Path named = new Path(location);
        if (named.toUri().getScheme() != null) {
            return named;
        }
        java.nio.file.Path local = java.nio.file.Path.of(location);
        java.nio.file.Path shipped = local.getFileName();
        if (!Files.exists(local) && shipped != null && Files.exists(shipped)) {
            return new Path(shipped.toAbsolutePath().toUri());
        }
        boolean onlyLocal = FileSystem.getDefaultUri(hadoop).getScheme().equals("file");
        return Files.exists(local) || onlyLocal
                ? new Path(local.toAbsolutePath().toUri())
                : named;
    }
}
