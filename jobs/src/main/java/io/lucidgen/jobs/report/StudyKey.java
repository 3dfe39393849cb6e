package io.lucidgen.jobs.report;

import io.lucidgen.error.UserException;
import io.lucidgen.evaluation.explanation.Simulatability.Answer;
import io.lucidgen.report.StudyPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the items of a study really are, which those who answer must not see, as lines of values between commas.
 *
 * @param entries by item, from 1 on without a gap
 */
record StudyKey(List<Entry> entries) {

    static final String FILE = "key.csv";

    private static final String HEADER = "item,sample,map,own,target_value,answer";
    private static final String ANSWERS_HEADER = "item,answer";

    /**
     * An item.
     *
     * @param sample source and id of the sample
     * @param map source and id of the sample that the map is of
     */
    record Entry(String sample, String map, double targetValue, boolean high) {
        boolean own() {
            return sample.equals(map);
        }
    }

    String toCsv() {
        StringBuilder lines = new StringBuilder(HEADER).append('\n');
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            lines.append(String.join(
                            ",",
                            String.valueOf(i + 1),
                            entry.sample(),
                            entry.map(),
                            String.valueOf(entry.own()),
                            String.valueOf(entry.targetValue()),
                            answer(entry.high())))
                    .append('\n');
        }
        return lines.toString();
    }

    /** @throws UserException (exit 3) if the text is no key */
    static StudyKey read(String csv, Object file) {
        List<Entry> entries = new ArrayList<>();
        for (String[] line : lines(csv, HEADER, file)) {
            entries.add(new Entry(line[1], line[2], number(line[4], file), line[5].equals(StudyPage.HIGH)));
        }
        return new StudyKey(entries);
    }

    /**
     * Compares somebody's answers with the key; items without an answer are left out.
     *
     * @param csv lines of {@code item,answer}
     * @throws UserException (exit 3) if an item is not in the study or stands twice, or an answer is neither high nor low
     */
    List<Answer> mark(String csv, Object file) {
        Map<Integer, Answer> answers = new HashMap<>();
        for (String[] line : lines(csv, ANSWERS_HEADER, file)) {
            int item = line[0].matches("\\d{1,9}") ? Integer.parseInt(line[0]) : 0;
            if (item < 1 || item > entries.size()) {
                throw wrong(file, "there is no item '" + line[0] + "' among the " + entries.size());
            }
            if (!line[1].equals(StudyPage.HIGH) && !line[1].equals(StudyPage.LOW)) {
                throw wrong(file, "the answer to item " + item + " is '" + line[1] + "', neither high nor low");
            }
            Entry entry = entries.get(item - 1);
            if (answers.put(item, new Answer(entry.own(), line[1].equals(answer(entry.high())))) != null) {
                throw wrong(file, "item " + item + " is answered twice");
            }
        }
        return List.copyOf(answers.values());
    }

    private static double number(String text, Object file) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(file, "'" + text + "' is no number");
        }
    }

    private static String answer(boolean high) {
        return high ? StudyPage.HIGH : StudyPage.LOW;
    }

    private static List<String[]> lines(String csv, String header, Object file) {
        List<String> lines =
                csv.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty() || !lines.get(0).equals(header)) {
            throw wrong(file, "its first line is not '" + header + "'");
        }
        int columns = header.split(",").length;
        List<String[]> values = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(",", -1);
            if (parts.length != columns) {
                throw wrong(file, "the line '" + line + "' has " + parts.length + " values and not " + columns);
            }
            values.add(parts);
        }
        return values;
    }

    private static UserException wrong(Object file, String reason) {
        return UserException.data("score a study", "file", file, reason, "Give the file as the study's page saves it");
    }
}
