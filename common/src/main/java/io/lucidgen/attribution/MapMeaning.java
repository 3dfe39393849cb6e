package io.lucidgen.attribution;

/** What a value of a map stands for, and so what the map predicts of a change of the sample. */
public enum MapMeaning {
    /** What the target owes the feature, in the target's unit: so much is lost without it. */
    CONTRIBUTION {
        @Override
        double change(double value, double distance) {
            return value;
        }
    },
    /** How fast the target rises with the feature. */
    SLOPE {
        @Override
        double change(double value, double distance) {
            return value * distance;
        }
    },
    /** How much the feature matters, whichever way: no change of the target follows from it. */
    SIZE {
        @Override
        double change(double value, double distance) {
            return Double.NaN;
        }
    };

    abstract double change(double value, double distance);

    /**
     * By how much the target should fall, according to a map, when each feature alone is replaced by the baseline's.
     *
     * @param map {@code [features]}
     * @return {@code [features]}, in the target's unit; of NaN for a map of sizes
     */
    public double[] losses(float[] map, Explicand sample) {
        double[] losses = new double[map.length];
        for (int i = 0; i < map.length; i++) {
            losses[i] = change(map[i], sample.x()[i] - sample.baseline()[i]);
        }
        return losses;
    }
}
