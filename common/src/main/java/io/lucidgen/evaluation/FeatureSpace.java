package io.lucidgen.evaluation;

import io.lucidgen.model.NetworkRunner;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.NetworkJson;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Features that samples are compared by, as a network from {@value #INPUT} to {@value #FEATURES}.
 *
 * <p>Scores in several spaces guard against a model that is good in one alone.
 *
 * @param name such as {@code principal-components}
 * @param network one input, the values of a sample scaled to [0, 1]
 * @param parameters of the network, flat
 */
public record FeatureSpace(String name, NetworkDefinition network, float[] parameters) implements Serializable {

    /** The classifier that is trained on the data; it is no network of this kind. */
    public static final String CLASSIFIER = "classifier";

    public static final String PRINCIPAL_COMPONENTS = "principal-components";
    public static final String RANDOM_CONVOLUTIONS = "random-convolutions";

    static final String INPUT = "x";
    static final String FEATURES = "features";

    /** Says which features these are: sha256 of network and parameters, 64 hexadecimal digits. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(NetworkJson.write(network).getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(parameters.length * Float.BYTES);
            bytes.asFloatBuffer().put(parameters);
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Readies the network; for one thread. */
    public Eye open() {
        return new Eye(new NetworkRunner(new Network(network, Nd4j.createFromArray(parameters))));
    }

    /** Sees samples; a sample's features do not depend on the others that come with it. */
    public static final class Eye {
        private final NetworkRunner runner;

        private Eye(NetworkRunner runner) {
            this.runner = runner;
        }

        /**
         * The features of samples.
         *
         * @param samples {@code [rows, values]} in [0, 1], row-major
         */
        public FeatureRows see(float[] samples, int rows) {
            INDArray features =
                    runner.run(Nd4j.createFromArray(samples).reshape('c', rows, samples.length / rows), FEATURES);
            return new FeatureRows(
                    Math.toIntExact(features.size(1)),
                    features.castTo(DataType.FLOAT).dup('c').ravel().toFloatVector());
        }
    }
}
