package io.ingestio.reader.child;

import io.ingestio.reader.child.ImageFile.Frame;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * The pages of a TIFF by its directories alone (TIFF 6.0 §2, and BigTIFF's 64-bit offsets), so that thousands of pages, a chain that
 * leads back into itself and pixels without end are found before anything is decoded. Thumbnails and masks are no pages.
 */
final class TiffPages {
    private static final int BIG = 43;
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int SHORT = 3;
    private static final int LONG8 = 16;
    /** Bits of {@link #NEW_SUBFILE_TYPE}: a smaller version of another picture, and a transparency mask. */
    private static final long NO_PAGE = 0b101;

    private static final int MAX_ENTRIES = 65_535;

    private final ImageInputStream in;
    private final boolean big;

    private TiffPages(ImageInputStream in, boolean big) {
        this.in = in;
        this.big = big;
    }

    /** The pages in their order, at most {@code most}; a chain of directories ends where it is damaged. */
    static List<Frame> read(ImageInputStream in, int most) throws IOException {
        in.seek(0);
        in.setByteOrder(in.readUnsignedShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = in.readUnsignedShort() == BIG;
        in.seek(big ? 8 : 4);
        var tiff = new TiffPages(in, big);
        return tiff.pages(tiff.offset(), most);
    }

    private List<Frame> pages(long first, int most) {
        List<Frame> pages = new ArrayList<>();
        List<Frame> others = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        try {
            for (long at = first; at != 0 && seen.add(at) && pages.size() < most && seen.size() <= 2 * most; ) {
                in.seek(at);
                at = readDirectory(seen.size() - 1, pages, others);
            }
        } catch (IOException e) {
            // The pages before the damage are there.
        }
        return pages.isEmpty() ? others : pages;
    }

    /** @return where the next directory is; 0 after the last one */
    private long readDirectory(int index, List<Frame> pages, List<Frame> others) throws IOException {
        long entries = big ? in.readLong() : in.readUnsignedShort();
        if (entries < 1 || entries > MAX_ENTRIES) {
            throw new IOException("a directory of " + entries + " entries");
        }
        long subfile = 0;
        long width = 0;
        long height = 0;
        long orientation = 1;
        for (long i = 0; i < entries; i++) {
            int tag = in.readUnsignedShort();
            long value = value();
            switch (tag) {
                case NEW_SUBFILE_TYPE -> subfile = value;
                case WIDTH -> width = value;
                case HEIGHT -> height = value;
                case ORIENTATION -> orientation = value;
                default -> {}
            }
        }
        int known = (int) Math.clamp(orientation, 0, 9);
        if (width > 0 && height > 0) {
            var frame = new Frame(index, capped(width), capped(height), Orientation.of(known));
            ((subfile & NO_PAGE) == 0 ? pages : others).add(frame);
        }
        return offset();
    }

    /** The value of an entry whose tag was read; meaningless for one whose values do not fit into the entry. */
    private long value() throws IOException {
        int type = in.readUnsignedShort();
        in.skipBytes(big ? 8 : 4);
        long end = in.getStreamPosition() + (big ? 8 : 4);
        long value =
                switch (type) {
                    case SHORT -> in.readUnsignedShort();
                    case LONG8 -> big ? in.readLong() : in.readUnsignedInt();
                    default -> in.readUnsignedInt();
                };
        in.seek(end);
        return value;
    }

    private long offset() throws IOException {
        return big ? in.readLong() : in.readUnsignedInt();
    }

    private static int capped(long size) {
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}
