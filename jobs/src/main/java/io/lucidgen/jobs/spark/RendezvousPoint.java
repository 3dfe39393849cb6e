package io.lucidgen.jobs.spark;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.util.RpcUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A task's way to a {@link Rendezvous}. */
public record RendezvousPoint(String name) implements Serializable {
    private static final Logger LOG = LoggerFactory.getLogger(RendezvousPoint.class);
    private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

    /** One member's visits, one after the other. Not for use by several threads. */
    public static final class Visitor {
        private final String name;
        private final int member;
        private RpcEndpointRef driver;
        private int meeting;

        private Visitor(String name, int member) {
            this.name = name;
            this.member = member;
        }

        /**
         * Waits for the others.
         *
         * @return the driver's answer; empty when the member is sent away
         */
        public Optional<Object> meet(Serializable brings) {
            try {
                if (driver == null) {
                    SparkEnv env = SparkEnv.get();
                    driver = RpcUtils.makeDriverRef(name, env.conf(), env.rpcEnv());
                }
                byte[] answer = driver.askSync(
                        RendezvousEndpoint.message(member, meeting, Parcel.of(brings)),
                        RpcUtils.INFINITE_TIMEOUT(),
                        BYTES);
                meeting++;
                return answer.length == 0 ? Optional.empty() : Optional.of(Parcel.open(answer));
            } catch (RuntimeException gone) {
                LOG.info("Nobody is waited for at {} any more: {}", name, gone.getMessage());
                return Optional.empty();
            }
        }
    }

    public Visitor visitor(int member) {
        return new Visitor(name, member);
    }
}
