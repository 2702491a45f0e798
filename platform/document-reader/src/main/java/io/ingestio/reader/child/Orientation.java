package io.ingestio.reader.child;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** How a stored picture is turned and mirrored to be displayed: the values 1 to 8 of TIFF 6.0 §8 and EXIF 2.32. */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    UPSIDE_DOWN_MIRRORED,
    TRANSPOSED,
    TURN_RIGHT,
    TRANSVERSED,
    TURN_LEFT;

    /** {@link #UPRIGHT} for a value that none of them is. */
    static Orientation of(int value) {
        return value < 1 || value > values().length ? UPRIGHT : values()[value - 1];
    }

    /** Whether the displayed picture is as wide as the stored one is high. */
    boolean swapsSides() {
        return ordinal() >= TRANSPOSED.ordinal();
    }

    /** The picture as it is displayed. */
    BufferedImage display(BufferedImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = stored.getWidth();
        int height = stored.getHeight();
        int type = stored.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        var displayed = swapsSides() ? new BufferedImage(height, width, type) : new BufferedImage(width, height, type);
        Graphics2D graphics = displayed.createGraphics();
        graphics.drawImage(stored, transform(width, height), null);
        graphics.dispose();
        return displayed;
    }

    /** From a point (x, y) of the stored picture to its place in the displayed one. */
    private AffineTransform transform(int width, int height) {
        return switch (this) {
            case UPRIGHT -> new AffineTransform();
            case MIRRORED -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case UPSIDE_DOWN -> new AffineTransform(-1, 0, 0, -1, width, height);
            case UPSIDE_DOWN_MIRRORED -> new AffineTransform(1, 0, 0, -1, 0, height);
            case TRANSPOSED -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case TURN_RIGHT -> new AffineTransform(0, 1, -1, 0, height, 0);
            case TRANSVERSED -> new AffineTransform(0, -1, -1, 0, height, width);
            case TURN_LEFT -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }
}
