package io.lucidgen.report;

/** The OKLab colour space (B. Ottosson, "A perceptual color space for image processing", 2020), in polar form. */
final class OkLab {
    private OkLab() {}

    /**
     * The sRGB colour of a lightness 0..1, a chroma from 0 and a hue in radians; what no screen can show loses chroma
     * until one can, so that its lightness stays.
     */
    static int[] toSrgb(double lightness, double chroma, double hue) {
        double kept = chroma;
        double[] linear = linear(lightness, kept, hue);
        while (kept > 0.001 && !displayable(linear)) {
            kept *= 0.98;
            linear = linear(lightness, kept, hue);
        }
        return new int[] {encode(linear[0]), encode(linear[1]), encode(linear[2])};
    }

    /** The lightness 0..1 of an sRGB colour. */
    static double lightness(int[] rgb) {
        double r = decode(rgb[0]);
        double g = decode(rgb[1]);
        double b = decode(rgb[2]);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    }

    private static double[] linear(double lightness, double chroma, double hue) {
        double a = chroma * Math.cos(hue);
        double b = chroma * Math.sin(hue);
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static boolean displayable(double[] linear) {
        for (double part : linear) {
            if (part < -0.0005 || part > 1.0005) {
                return false;
            }
        }
        return true;
    }

    private static int encode(double linear) {
        double share = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return GrayImage.level(share);
    }

    private static double decode(int level) {
        double share = level / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double cube(double value) {
        return value * value * value;
    }
}
