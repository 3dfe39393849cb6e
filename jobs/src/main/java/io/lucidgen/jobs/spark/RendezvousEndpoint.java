package io.lucidgen.jobs.spark;

import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import scala.Function1;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/** The door of a {@link Rendezvous}; messages are arrays of a member, a meeting and what is brought. */
final class RendezvousEndpoint implements ThreadSafeRpcEndpoint {

    private final Rendezvous rendezvous;
    private final RpcEnv env;

    RendezvousEndpoint(Rendezvous rendezvous, RpcEnv env) {
        this.rendezvous = rendezvous;
        this.env = env;
    }

    // Executors know the product's own classes in tasks only, not in Spark's messages.
    static Object[] message(int member, int meeting, byte[] brings) {
        return new Object[] {member, meeting, brings};
    }

    @Override
    public RpcEnv rpcEnv() {
        return env;
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext from) {
        return new Arrival(from);
    }

    private final class Arrival extends AbstractPartialFunction<Object, BoxedUnit> {
        private final RpcCallContext from;

        Arrival(RpcCallContext from) {
            this.from = from;
        }

        @Override
        public boolean isDefinedAt(Object message) {
            return message instanceof Object[];
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A extends Object, B> B applyOrElse(A message, Function1<A, B> otherwise) {
            if (!isDefinedAt(message)) {
                return otherwise.apply(message);
            }
            Object[] parts = (Object[]) message;
            rendezvous.arrive((Integer) parts[0], (Integer) parts[1], (byte[]) parts[2], from);
            return (B) BoxedUnit.UNIT;
        }
    }
}
