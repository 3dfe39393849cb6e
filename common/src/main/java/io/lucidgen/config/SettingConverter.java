package io.lucidgen.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Turns a HOCON value into the type of a record component, or says what it must be. */
final class SettingConverter {
    private SettingConverter() {}

    /** @throws IllegalArgumentException with the end of a sentence, as in "must be a whole number" */
    static Object convert(ConfigValue value, Type type) {
        if (value.valueType() == ConfigValueType.NULL) {
            throw new IllegalArgumentException("must have a value");
        }
        if (type instanceof ParameterizedType list) {
            return list(value, list.getActualTypeArguments()[0]);
        }
        Object raw = value.unwrapped();
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact(wholeNumber(raw, Integer.MAX_VALUE));
        } else if (type == long.class) {
            return wholeNumber(raw, Long.MAX_VALUE);
        } else if (type == double.class) {
            return number(raw);
        } else if (type == boolean.class) {
            return truth(raw);
        } else if (type == String.class) {
            return text(value);
        } else if (type instanceof Class<?> choice && choice.isEnum()) {
            return constant(text(value), choice);
        }
        throw new IllegalStateException("No conversion to " + type);
    }

    static String render(ConfigValue value) {
        if (value instanceof ConfigList list) {
            return list.stream().map(SettingConverter::render).toList().toString();
        }
        if (value.valueType() == ConfigValueType.NUMBER) {
            // As it was written: 2e-4 and not 2.0E-4.
            return value.atKey("number").getString("number");
        }
        return value.render(ConfigRenderOptions.concise());
    }

    private static List<Object> list(ConfigValue value, Type element) {
        if (!(value instanceof ConfigList values)) {
            throw new IllegalArgumentException("must be a list, as in [a, b]");
        }
        List<Object> converted = new ArrayList<>();
        for (ConfigValue each : values) {
            try {
                converted.add(convert(each, element));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("holds " + render(each) + ", which " + wrong.getMessage());
            }
        }
        return converted;
    }

    /** Numbers from the environment arrive as text. */
    private static long wholeNumber(Object raw, long most) {
        BigInteger whole;
        try {
            whole = new BigDecimal(raw.toString()).toBigIntegerExact();
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw new IllegalArgumentException("must be a whole number");
        }
        if (whole.abs().compareTo(BigInteger.valueOf(most)) > 0) {
            throw new IllegalArgumentException("must lie in [" + -most + ", " + most + "]");
        }
        return whole.longValue();
    }

    private static double number(Object raw) {
        try {
            double number = Double.parseDouble(raw.toString());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with infinity.
        }
        throw new IllegalArgumentException("must be a number");
    }

    private static boolean truth(Object raw) {
        return switch (raw.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static String text(ConfigValue value) {
        if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
            throw new IllegalArgumentException("must be text");
        }
        return value.unwrapped().toString();
    }

    private static Object constant(String text, Class<?> choice) {
        List<String> names = Arrays.stream(choice.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int chosen = names.indexOf(text);
        if (chosen < 0) {
            throw new IllegalArgumentException("must be " + Problems.alternatives(names));
        }
        return choice.getEnumConstants()[chosen];
    }
}
