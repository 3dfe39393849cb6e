package io.lucidgen.jobs.run;

/** Takes the lines that are meant for the user, as opposed to the log. */
@FunctionalInterface
public interface Console {
    void line(String text);
}
