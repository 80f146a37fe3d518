package org.neurite.core.file;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a zip whose bytes depend on its content alone: entries are stored, not deflated (weights
 * hardly shrink, and deflaters differ between machines), and carry one fixed time.
 */
final class ArchiveWriter {
  /**
   * Not the first instant of 1980: with that the JDK adds a field that depends on the time zone.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;
  private final Manifest manifest = new Manifest();

  ArchiveWriter(OutputStream out) {
    zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
  }

  /** Refuses what {@link ArchiveReader} would not read. */
  void add(String name, ObjectNode json) throws IOException {
    add(name, JsonText.entry(json, name));
  }

  void add(String name, byte[] bytes) throws IOException {
    add(name, out -> out.write(bytes));
  }

  void add(String name, Safetensors tensors) throws IOException {
    add(name, tensors::write);
  }

  /** Writes the content twice: a stored entry states its length and checksum first. */
  private void add(String name, AtomicFile.Content content) throws IOException {
    CRC32 checksum = new CRC32();
    Counter counter = new Counter();
    MessageDigest digest = Manifest.digest();
    content.writeTo(new CheckedOutputStream(new DigestOutputStream(counter, digest), checksum));
    manifest.add(name, digest);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(counter.count);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  /** Adds the digests of all entries and ends the zip; the stream below stays open. */
  void finish() throws IOException {
    add(Manifest.NAME, manifest.toJson());
    zip.finish();
  }

  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      count += len;
    }
  }
}
