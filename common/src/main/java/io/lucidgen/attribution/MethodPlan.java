package io.lucidgen.attribution;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.model.ExplainedTarget;
import java.io.Serializable;
import java.util.Set;

/**
 * Which methods explain which targets.
 *
 * @param aspects those that are explained; null for all
 */
public record MethodPlan(Set<Aspect> aspects) implements Serializable {

    /** Every target by every method. */
    public static final MethodPlan ALL = new MethodPlan(null);

    public MethodPlan {
        aspects = aspects == null ? null : Set.copyOf(aspects);
    }

    boolean includes(ExplainedTarget target, AttributionMethod method) {
        return aspects == null || aspects.contains(new Aspect(target.kind(), target.index(), method.name()));
    }
}
