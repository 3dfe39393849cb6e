package io.lucidgen.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import io.lucidgen.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads the configuration: defaults, below a file, below {@code --set key=value}. */
public final class ConfigLoader {
    private static final Config DEFAULTS = ConfigFactory.parseResources(
            ConfigLoader.class.getClassLoader(),
            "reference.conf",
            ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(Origins.DEFAULT));

    private ConfigLoader() {}

    /**
     * The defaults with some settings changed, each written {@code key=value}.
     *
     * @throws UserException naming everything that is wrong
     */
    public static LucidgenConfig defaultsWith(String... sets) {
        return load(Optional.empty(), List.of(sets), new Configuration(false));
    }

    /**
     * What a run uses.
     *
     * @param file any Hadoop URI, a local path, or the name of a file in the working directory
     * @param sets settings written {@code key=value}, with the value in HOCON; the last one for a key counts
     * @throws UserException naming everything that is wrong, each with the file and line where it stands
     */
    public static LucidgenConfig load(Optional<String> file, List<String> sets, Configuration hadoop) {
        return resolve(file, sets, hadoop).config();
    }

    /** As {@link #load}, and keeps where each value came from. */
    public static ResolvedSettings resolve(Optional<String> file, List<String> sets, Configuration hadoop) {
        List<String> problems = new ArrayList<>();
        Config fromFile = file.map(name -> ConfigFile.parse(name, hadoop)).orElse(ConfigFactory.empty());
        Config given = SettingOverrides.parse(sets, problems).withFallback(fromFile);
        Config all = substituted(given.withFallback(DEFAULTS), file);
        all.root().forEach((key, value) -> refuseOutsider(key, value, problems));

        ConfigValue section = all.root().get(SettingKeys.ROOT);
        if (!(section instanceof ConfigObject settings)) {
            problems.add(SettingKeys.ROOT + " must be a section { } (" + Origins.describe(section.origin()) + ")");
            throw refusal(file, problems);
        }
        ConfigObject defaults = (ConfigObject) DEFAULTS.root().get(SettingKeys.ROOT);
        LucidgenConfig config = new RecordBinder(settings, defaults, problems).bind();
        if (!problems.isEmpty()) {
            throw refusal(file, problems);
        }
        return new ResolvedSettings(config, describe(settings.toConfig()));
    }

    private static Config substituted(Config config, Optional<String> file) {
        try {
            return config.resolve();
        } catch (ConfigException unresolved) {
            throw UserException.usage(
                            "read the configuration",
                            "config",
                            file.map(Secrets::withoutUserInfo).orElse(Origins.SET),
                            unresolved.getMessage().replaceAll("\\s+", " "),
                            "Define that name as a setting or in the environment")
                    .causedBy(unresolved);
        }
    }

    private static void refuseOutsider(String key, ConfigValue value, List<String> problems) {
        if (!key.equals(SettingKeys.ROOT)) {
            problems.add(key + " stands outside the section " + SettingKeys.ROOT + " { } that holds all settings ("
                    + Origins.describe(value.origin()) + ")");
        }
    }

    private static List<ResolvedSetting> describe(Config settings) {
        return SettingKeys.settings().stream()
                .map(key -> {
                    ConfigValue value = settings.getValue(key);
                    return new ResolvedSetting(
                            key, Secrets.shown(key, SettingConverter.render(value)), Origins.describe(value.origin()));
                })
                .toList();
    }

    private static UserException refusal(Optional<String> file, List<String> problems) {
        String from =
                file.map(name -> " of config=" + Secrets.withoutUserInfo(name)).orElse("");
        String count = problems.size() == 1 ? "one of them is wrong" : problems.size() + " of them are wrong";
        return UserException.ofProblems("Cannot use the settings" + from + ": " + count + ". Correct:", problems);
    }
}
