package org.neurite.core.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.neurite.api.ModelFormatException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a zip that nobody vouches for. Entries are looked up by name and never unpacked to a
 * folder; their number, names, sizes and checksums are checked.
 */
final class ArchiveReader implements Closeable {
  private static final int MOST_ENTRIES = 64;

  /** A file may inflate to this many bytes, and this many times its own length. */
  private static final long INFLATED_BYTES = 16L << 20;

  private static final int INFLATED_TIMES = 20;

  private final String file;
  private final long longest;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
  private Optional<Manifest> manifest = Optional.empty();
  private String digest = "";

  ArchiveReader(Path path) throws IOException {
    this(path, Integer.MAX_VALUE - 8); // an array's length
  }

  /** With another limit for entries that are read into one array. */
  ArchiveReader(Path path, long longest) throws IOException {
    file = path.toString();
    this.longest = longest;
    long length = length(path);
    zip = open(path);
    try {
      index(length);
      readManifest();
    } catch (ModelFormatException | IOException e) {
      zip.close();
      throw e;
    }
  }

  /** From here on, each entry that is read has to have the digest that the manifest states. */
  private void readManifest() throws IOException {
    if (!has(Manifest.NAME)) {
      return;
    }
    byte[] bytes = bytes(shortEntry(Manifest.NAME));
    String where = file + ", " + Manifest.NAME;
    Manifest read = Manifest.fromJson(JsonText.read(bytes, where), where);
    Set<String> names = new TreeSet<>(entries.keySet());
    names.remove(Manifest.NAME);
    if (!read.names().equals(names)) {
      throw Failures.damaged(
          where, "the entries " + shown(names.toString()), shown(read.names().toString()));
    }
    manifest = Optional.of(read);
    MessageDigest whole = Manifest.digest();
    whole.update(bytes);
    digest = HexFormat.of().formatHex(whole.digest());
  }

  boolean hasManifest() {
    return manifest.isPresent();
  }

  /** SHA-256 of the manifest, and so of all that is in the file; empty if there is none. */
  String digest() {
    return digest;
  }

  private static long length(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw Failures.foreign(
          path.toString(),
          "a model file",
          Files.exists(path) ? "a folder" : "no such file",
          "check the file's name");
    }
    return Files.size(path);
  }

  private static ZipFile open(Path path) throws IOException {
    try {
      return new ZipFile(path.toFile());
    } catch (ZipException | IllegalArgumentException e) {
      throw describe(path, e);
    }
  }

  private static ModelFormatException describe(Path path, Exception cause) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(path)) {
      first = in.readNBytes(4);
    }
    if (first.length == 0) {
      return Failures.damaged(path.toString(), "a model file", "an empty file");
    }
    boolean zip = first.length == 4 && first[0] == 'P' && first[1] == 'K';
    return zip
        ? Failures.damaged(
            path.toString(),
            "a complete zip file",
            "one that is cut short or damaged (" + cause.getMessage() + ")")
        : Failures.foreign(
            path.toString(),
            "a model file (a zip)",
            "a file that begins with the bytes "
                + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(first),
            "give a file that Neurite saved");
  }

  private void index(long length) {
    long left = INFLATED_BYTES + INFLATED_TIMES * length;
    for (ZipEntry entry : listed()) {
      String name = entry.getName();
      require(isAllowed(name), "entries with plain names in lower case", "'" + shown(name) + "'");
      require(entries.put(name, entry) == null, "each entry once", "'" + name + "' twice");
      require(
          entries.size() <= MOST_ENTRIES, "at most " + MOST_ENTRIES + " entries", "more entries");
      left -= Math.max(0, entry.getSize());
      require(
          entry.getSize() >= 0 && left >= 0,
          "entries that inflate to at most " + INFLATED_TIMES + " times the file's length",
          "'" + name + "' of " + entry.getSize() + " bytes in a file of " + length);
    }
  }

  private List<ZipEntry> listed() {
    try {
      List<ZipEntry> listed = new ArrayList<>();
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        listed.add(all.nextElement());
      }
      return listed;
    } catch (IllegalArgumentException e) { // until JDK 18 names are decoded only now
      throw Failures.damaged(file, "entries with names in UTF-8", String.valueOf(e.getMessage()));
    }
  }

  private static boolean isAllowed(String name) {
    return ModelArchive.isExtra(name)
        || name.equals(Manifest.NAME)
        || name.equals(ModelArchive.MODEL)
        || name.equals(ModelArchive.WEIGHTS)
        || name.equals(ModelArchive.PREPROCESSING)
        || name.equals(ModelArchive.PROVENANCE);
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  ObjectNode json(String name) throws IOException {
    return JsonText.read(bytes(shortEntry(name)), file + ", " + name);
  }

  private ZipEntry shortEntry(String name) {
    ZipEntry entry = entry(name);
    require(
        entry.getSize() <= JsonText.LONGEST_ENTRY,
        name + " of at most " + JsonText.LONGEST_ENTRY + " bytes",
        entry.getSize() + " bytes");
    return entry;
  }

  Safetensors tensors(String name) throws IOException {
    ZipEntry entry = entry(name);
    return checked(entry, in -> Safetensors.read(in, entry.getSize(), file + ", " + name));
  }

  Map<String, byte[]> extras() throws IOException {
    Map<String, byte[]> extras = new LinkedHashMap<>();
    for (ZipEntry entry : entries.values()) {
      if (entry.getName().equals(CheckpointArchive.TENSORS)) {
        checked(entry, in -> skipped(in, entry));
      } else if (ModelArchive.isExtra(entry.getName())) {
        extras.put(entry.getName(), bytes(entry));
      }
    }
    return extras;
  }

  /** Reads a checkpoint's state, which may be larger than an array, to compare its digest. */
  private long skipped(InputStream in, ZipEntry entry) throws IOException {
    byte[] piece = new byte[1 << 16];
    long read = 0;
    for (int n = in.read(piece); n > 0 && read <= entry.getSize(); n = in.read(piece)) {
      read += n;
    }
    require(
        read == entry.getSize(),
        entry.getName() + " of " + entry.getSize() + " bytes",
        read > entry.getSize() ? "more" : read + " bytes");
    return read;
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw Failures.foreign(
          file,
          "a model file with the entry " + name,
          entries.isEmpty() ? "an empty zip" : "a zip of " + shown(entries.keySet().toString()),
          "give a file that Neurite saved");
    }
    return entry;
  }

  private byte[] bytes(ZipEntry entry) throws IOException {
    String where = file + ", " + entry.getName();
    require(
        entry.getSize() <= longest,
        "further entries of at most " + longest + " bytes",
        entry.getName() + " of " + entry.getSize());
    return checked(
        entry,
        in -> {
          byte[] bytes = TensorBytes.exactly(in, (int) entry.getSize(), where);
          if (in.read() >= 0) {
            throw Failures.damaged(where, entry.getSize() + " bytes", "more");
          }
          return bytes;
        });
  }

  /** Reads a whole entry. */
  @FunctionalInterface
  private interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  /** Reads an entry to its end and compares the checksum, which {@link ZipFile} does not. */
  private <T> T checked(ZipEntry entry, Reading<T> reading) throws IOException {
    CRC32 checksum = new CRC32();
    MessageDigest digested = Manifest.digest();
    T content;
    try (InputStream raw = zip.getInputStream(entry);
        InputStream in =
            new BufferedInputStream(
                new DigestInputStream(new CheckedInputStream(raw, checksum), digested))) {
      content = reading.from(in);
    } catch (ZipException | EOFException e) {
      throw damaged(entry, String.valueOf(e.getMessage()));
    }
    if (checksum.getValue() != entry.getCrc()) {
      throw damaged(entry, "bytes with another checksum");
    }
    if (manifest.isPresent() && !manifest.get().holds(entry.getName(), digested)) {
      throw damaged(entry, "bytes with another SHA-256 than the manifest's");
    }
    return content;
  }

  private ModelFormatException damaged(ZipEntry entry, String found) {
    return Failures.damaged(file + ", " + entry.getName(), "the bytes that were saved", found);
  }

  private void require(boolean holds, String expected, String found) {
    if (!holds) {
      throw Failures.damaged(file, expected, found);
    }
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
