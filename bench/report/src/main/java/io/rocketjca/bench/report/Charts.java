package io.rocketjca.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.rocketjca.bench.report.ChartSpec.Group;
import io.rocketjca.bench.results.Results;
import io.rocketjca.bench.results.Spread;
import java.awt.Color;
import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/** Draws the charts for which there are figures. */
final class Charts {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final String DEFAULT_FONT = "font-family:sans-serif;font-size:12px";

    /** The same subject has the same colour everywhere. */
    private static final Map<String, Color> COLOURS = Map.of(
            "official", new Color(0x9A9A9A),
            "ours", new Color(0x1F6FB2),
            "ours-local", new Color(0x7FB3DC),
            "floor", new Color(0xE0B040),
            "control", new Color(0xE0B040),
            "plain", new Color(0x7FB3DC),
            "control-and-plain", new Color(0x9A9A9A));

    private final Results results;
    private final Path directory;

    /**
     * @param directory where the files go
     */
    Charts(Results results, Path directory) {
        this.results = results;
        this.directory = directory;
    }

    /** Draws them, and returns a link to each for a page beside the directory. */
    List<String> draw() throws IOException {
        Files.createDirectories(directory);
        List<String> links = new ArrayList<>();
        for (ChartSpec spec : ChartSpec.all()) {
            List<Group> groups = spec.groups().stream()
                    .filter(group -> drawable(spec, group))
                    .toList();
            if (!groups.isEmpty()) {
                draw(spec, groups);
                links.add("![" + spec.title() + ", " + spec.unit() + "](" + directory.getFileName() + "/" + spec.file()
                        + ".svg)");
            }
        }
        return links;
    }

    private boolean drawable(ChartSpec spec, Group group) {
        return spec.subjects().stream().anyMatch(subject -> figure(group, subject) != null);
    }

    private Double figure(Group group, String subject) {
        Spread spread = results.get(group.row().of(subject), group.metric());
        return spread == null || spread.median() <= 0 ? null : spread.median();
    }

    private void draw(ChartSpec spec, List<Group> groups) throws IOException {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        List<Color> colours = new ArrayList<>();
        for (String subject : spec.subjects()) {
            if (groups.stream().anyMatch(group -> figure(group, subject) != null)) {
                groups.forEach(group -> bars.addValue(figure(group, subject), subject, group.label()));
                colours.add(COLOURS.get(subject));
            }
        }
        JFreeChart chart = ChartFactory.createBarChart(spec.title(), null, spec.unit(), bars);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setOutlineVisible(false);
        if (spec.logarithmic()) {
            plot.setRangeAxis(decades(spec, groups));
        }
        BarRenderer renderer = (BarRenderer) plot.getRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.05);
        renderer.setDefaultItemLabelGenerator(new ShortLabels());
        renderer.setDefaultItemLabelsVisible(true);
        for (int i = 0; i < colours.size(); i++) {
            renderer.setSeriesPaint(i, colours.get(i));
        }
        write(chart, directory.resolve(spec.file() + ".svg"));
    }

    private LogAxis decades(ChartSpec spec, List<Group> groups) {
        LogAxis axis = new LogAxis(spec.unit());
        double[] figures = groups.stream()
                .flatMap(group -> spec.subjects().stream().map(subject -> figure(group, subject)))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double lowest = decadeBelow(figures[0]);
        axis.setSmallestValue(lowest);
        axis.setRange(lowest, 10 * decadeBelow(figures[figures.length - 1] * 1.5));
        axis.setMinorTickMarksVisible(false);
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        return axis;
    }

    /** A logarithmic axis has no zero; so that even the lowest bar has some height, the axis begins below it. */
    private static double decadeBelow(double figure) {
        return Math.pow(10, Math.ceil(Math.log10(figure)) - 1);
    }

    private static void write(JFreeChart chart, Path file) throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.draw(graphics, new Rectangle(WIDTH, HEIGHT));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Processors.get("svg")
                .getDocument(graphics.getCommands(), new PageSize(WIDTH, HEIGHT))
                .writeTo(out);
        // the default font is not written, and that of a browser is another
        Files.writeString(file, out.toString(UTF_8).replaceFirst("<svg ", "<svg style=\"" + DEFAULT_FONT + "\" "));
    }

    /** The figure above each bar. */
    private static final class ShortLabels extends StandardCategoryItemLabelGenerator {

        private static final long serialVersionUID = 1L;

        @Override
        public String generateLabel(CategoryDataset bars, int subject, int group) {
            Number height = bars.getValue(subject, group);
            return height == null ? null : shortened(height.doubleValue());
        }

        private static String shortened(double figure) {
            return figure >= 1e6
                    ? String.format(Locale.ROOT, "%.2f M", figure / 1e6)
                    : figure >= 10_000
                            ? String.format(Locale.ROOT, "%.0f k", figure / 1e3)
                            : Spread.number(figure >= 100 ? Math.rint(figure) : Math.rint(figure * 100) / 100);
        }
    }
}
