package org.neurite.backend.nd4j;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.nativeblas.OpaqueDataBuffer;

/**
 * ND4J's library for the processor with memory as its library for GPUs has it: each buffer is there
 * twice, operations see the one, Java the other, and nothing goes from one to the other unless it
 * is told which is newer and asked to. What was never written is not a number in the operations'
 * memory.
 */
public class MemoryApart extends Nd4jCpu {
  private static final long FLOATS = Float.BYTES;

  /** All bits of a float that is none. */
  private static final int NOT_A_NUMBER = 0xFF;

  private final Map<Long, Host> hosts = new ConcurrentHashMap<>();

  /** Whether the library was told that it has one thread where the current one calls it. */
  private final ThreadLocal<Boolean> alone = ThreadLocal.withInitial(() -> false);

  /** The host's half of a buffer. */
  private static final class Host {
    private final FloatPointer memory;
    private boolean isNewer;
    private boolean deviceIsNewer;

    Host(long elements) {
      memory = new FloatPointer(elements);
    }
  }

  private Host host(OpaqueDataBuffer buffer) {
    return hosts.get(buffer.address());
  }

  /** How many buffers are open. */
  final int open() {
    return hosts.size();
  }

  @Override
  public int getAvailableDevices() {
    return 1;
  }

  @Override
  public String getDeviceName(int device) {
    return "a stand-in";
  }

  @Override
  public int getDeviceMajor(int device) {
    return 7;
  }

  @Override
  public int getDeviceMinor(int device) {
    return 5;
  }

  @Override
  public OpaqueDataBuffer dbAllocateDataBuffer(long elements, int dataType, boolean both) {
    OpaqueDataBuffer buffer = super.dbAllocateDataBuffer(elements, dataType, both);
    Pointer.memset(super.dbPrimaryBuffer(buffer), NOT_A_NUMBER, FLOATS * elements);
    hosts.put(buffer.address(), new Host(elements));
    return buffer;
  }

  @Override
  public Pointer dbPrimaryBuffer(OpaqueDataBuffer buffer) {
    return host(buffer).memory;
  }

  @Override
  public void dbTickHostWrite(OpaqueDataBuffer buffer) {
    Host host = host(buffer);
    host.isNewer = true;
    host.deviceIsNewer = false;
  }

  @Override
  public void dbTickDeviceWrite(OpaqueDataBuffer buffer) {
    Host host = host(buffer);
    host.isNewer = false;
    host.deviceIsNewer = true;
  }

  @Override
  public void dbSyncToSpecial(OpaqueDataBuffer buffer) {
    Host host = host(buffer);
    if (host.isNewer) {
      Pointer.memcpy(super.dbPrimaryBuffer(buffer), host.memory, FLOATS * host.memory.capacity());
      host.isNewer = false;
    }
  }

  @Override
  public void dbSyncToPrimary(OpaqueDataBuffer buffer) {
    Host host = host(buffer);
    if (host.deviceIsNewer) {
      Pointer.memcpy(host.memory, super.dbPrimaryBuffer(buffer), FLOATS * host.memory.capacity());
      host.deviceIsNewer = false;
    }
  }

  @Override
  public void deleteDataBuffer(OpaqueDataBuffer buffer) {
    hosts.remove(buffer.address()).memory.close();
    super.deleteDataBuffer(buffer);
  }

  @Override
  @SuppressWarnings("rawtypes") // ND4J declares it so
  public int execCustomOp2(PointerPointer extras, long number, Pointer call) {
    if (!alone.get()) {
      setOmpNumThreads(1);
      alone.set(true);
    }
    return super.execCustomOp2(extras, number, call);
  }
}
