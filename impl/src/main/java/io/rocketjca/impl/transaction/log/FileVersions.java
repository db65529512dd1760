package io.rocketjca.impl.transaction.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;

/**
 * What the ends of all versions in a file say, whether or not the store can still read what belongs to them. The store, when it
 * meets damage, goes back to any older version that is whole; this tells how far it may go.
 *
 * @param newest the newest version of which the end is there, or {@link #NONE}
 * @param newestStart where that version begins in the file, in bytes
 * @param newestEnd where it ends; what comes after was not finished
 */
record FileVersions(long newest, long newestStart, long newestEnd) {

    static final long NONE = -1;

    /** The store's own: it writes whole blocks, and ends each version with a line that has a checksum. */
    private static final int BLOCK_BYTES = 4096;

    private static final int END_BYTES = 128;
    private static final Pattern END = Pattern.compile(
            "(chunk:\\p{XDigit}{1,8},len:(\\p{XDigit}{1,7}),version:(\\p{XDigit}{1,15}),)fletcher:(\\p{XDigit}{1,8})\\s*");
    private static final int LENGTH = 2;
    private static final int VERSION = 3;
    private static final int CHECKSUM = 4;
    private static final int HEX = 16;

    /** Looks at the whole file. */
    static FileVersions of(Path file) throws IOException {
        FileVersions found = new FileVersions(NONE, 0, 0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long end = BLOCK_BYTES; end <= channel.size(); end += BLOCK_BYTES) {
                Matcher line = END.matcher(endOfBlock(channel, end));
                if (line.matches() && Long.parseLong(line.group(VERSION), HEX) > found.newest && isSound(line)) {
                    long length = (long) BLOCK_BYTES * Integer.parseInt(line.group(LENGTH), HEX);
                    found = new FileVersions(Long.parseLong(line.group(VERSION), HEX), end - length, end);
                }
            }
        }
        return found;
    }

    private static String endOfBlock(FileChannel channel, long end) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(END_BYTES);
        while (line.hasRemaining() && channel.read(line, end - line.remaining()) >= 0) {
            // A read may bring less than asked for.
        }
        return new String(line.array(), StandardCharsets.ISO_8859_1);
    }

    private static boolean isSound(Matcher line) {
        byte[] summed = line.group(1).getBytes(StandardCharsets.ISO_8859_1);
        // The checksum is over the text without the comma before its own name.
        int sum = DataUtils.getFletcher32(summed, 0, summed.length - 1);
        return sum == Integer.parseUnsignedInt(line.group(CHECKSUM), HEX);
    }
}
