package io.ingestio.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A curriculum vitae: sections under headings, no table. */
final class CurriculumVitae implements DemoDocument {
    private static final String NAME = "Amara Okafor";
    private static final String EMAIL = "amara.okafor@example.org";
    private static final String PHONE = "+44 20 7946 0321";

    @Override
    public String filename() {
        return "cv-amara-okafor.pdf";
    }

    @Override
    public Extracted expected() {
        return new Extracted("cv", Map.of("name", NAME, "email", EMAIL, "phone", PHONE));
    }

    @Override
    public void write(Path file) throws IOException {
        try (Sheet sheet = Sheet.a4()) {
            sheet.bold(60, 80, 24, NAME);
            sheet.text(60, 100, 12, "Curriculum Vitae");
            sheet.text(60, 124, 10, "Email: " + EMAIL);
            sheet.text(60, 138, 10, "Phone: " + PHONE);
            float y = section(
                    sheet,
                    176,
                    "Profile",
                    List.of("Structural engineer with nine years in bridges and rail stations."));
            y = section(
                    sheet,
                    y,
                    "Work Experience",
                    List.of(
                            "2021 - 2026  Senior Engineer, Arden & Vale, London",
                            "2017 - 2021  Engineer, Northbridge Consulting, Leeds"));
            y = section(sheet, y, "Education", List.of("2013 - 2017  MEng Civil Engineering, University of Leeds"));
            section(sheet, y, "Skills", List.of("Finite element analysis, Eurocode design, Python, site supervision"));
            sheet.save(file);
        }
    }

    private static float section(Sheet sheet, float top, String heading, List<String> lines) throws IOException {
        sheet.bold(60, top, 13, heading);
        sheet.rule(60, 535, top + 5);
        float y = top + 22;
        for (String line : lines) {
            sheet.text(60, y, 10, line);
            y += 15;
        }
        return y + 18;
    }
}
