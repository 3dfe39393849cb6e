package io.lucidgen.privacy;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.evaluation.Interval;
import io.lucidgen.evaluation.Memorisation;
import java.io.Serializable;
import java.util.Arrays;

/**
 * How well one published number tells rows that a model was trained on from others: by a threshold alone, as the simplest
 * attack does (Shokri et al. 2021, https://arxiv.org/abs/1907.00164).
 *
 * @param of the target and the method
 * @param column the number
 * @param auc how likely it is that a member's number lies on the members' side of a held-out row's, from 0.5 (says nothing) to 1
 *     (tells them all); equal ones count half
 * @param membersLower whether the members' side is the lower one
 * @param interval 95 %, by Hanley and McNeil (1982)
 * @param members rows that the model was trained on
 * @param heldOut other rows
 */
public record MembershipLeakage(
        Aspect of, String column, double auc, boolean membersLower, Interval interval, int members, int heldOut)
        implements Serializable {

    private static final double NORMAL_95 = 1.959964;

    /**
     * Compares members with others; the side is the one that these very rows speak for, so that a number that says nothing
     * comes to a little more than 0.5.
     *
     * @param members at least one value
     * @param heldOut at least one value
     */
    public static MembershipLeakage of(Aspect of, String column, double[] members, double[] heldOut) {
        // The share of pairs in which the member's number is the lower one, equal ones counted half.
        double lower = Arrays.stream(Memorisation.of(heldOut).nearer(members))
                .average()
                .orElseThrow();
        double auc = Math.max(lower, 1 - lower);
        double deviation = deviation(auc, members.length, heldOut.length);
        return new MembershipLeakage(
                of,
                column,
                auc,
                lower >= 0.5,
                new Interval(Math.max(0, auc - NORMAL_95 * deviation), Math.min(1, auc + NORMAL_95 * deviation)),
                members.length,
                heldOut.length);
    }

    private static double deviation(double auc, int members, int heldOut) {
        double twoMembers = auc / (2 - auc) - auc * auc;
        double twoHeldOut = 2 * auc * auc / (1 + auc) - auc * auc;
        double variance = auc * (1 - auc) + (members - 1) * twoMembers + (heldOut - 1) * twoHeldOut;
        return Math.sqrt(Math.max(0, variance) / members / heldOut);
    }
}
