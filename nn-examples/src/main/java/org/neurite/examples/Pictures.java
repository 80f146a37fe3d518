package org.neurite.examples;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws charts into PNG files, with or without a screen. */
final class Pictures {
  static final Color BLUE = new Color(0x1f5fa8);
  static final Color ORANGE = new Color(0xd95f02);
  static final Color GREEN = new Color(0x2a7f4f);
  static final Color GREY = new Color(0x888888);
  static final Color SHADE = new Color(0xcfe0f3);
  private static final int WIDTH = 420;
  private static final int HEIGHT = 320;

  private Pictures() {}

  /** An empty chart on white. */
  static XYChart chart(String title, String x, String y) {
    // Without a window system there is no toolkit to ask: never ask.
    System.setProperty("java.awt.headless", "true");
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setChartTitleBoxVisible(false);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setPlotGridLinesColor(new Color(0xe4e4e4));
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setXAxisTickMarkSpacingHint(70);
    chart.getStyler().setLegendBorderColor(Color.WHITE);
    return chart;
  }

  /** Adds a line without markers. */
  static void line(XYChart chart, String name, double[] x, double[] y, Color color) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
  }

  /** Adds markers without a line. */
  static void points(
      XYChart chart, String name, double[] x, double[] y, Color color, Marker marker) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(marker);
    series.setMarkerColor(color);
  }

  /** Writes charts side by side, in rows, and gives the file. */
  static Path save(Path folder, String name, int rows, List<XYChart> charts) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(name + ".png");
      BitmapEncoder.saveBitmap(
          charts, rows, charts.size() / rows, file.toString(), BitmapEncoder.BitmapFormat.PNG);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes an image and gives the file. */
  static Path save(Path folder, String name, BufferedImage image) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(name + ".png");
      ImageIO.write(image, "png", file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
