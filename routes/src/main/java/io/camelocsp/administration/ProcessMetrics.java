package io.camelocsp.administration;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** The process, under the names that Prometheus' own clients give such metrics. */
final class ProcessMetrics implements MetricSource {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final String version;

  ProcessMetrics(String version) {
    this.version = version;
  }

  @Override
  public void write(Exposition metrics) {
    metrics
        .family(
            "ocsp_build_info",
            MetricType.GAUGE,
            "1; which camel-ocsp it is, and which Java runs it")
        .sample(1, "version", version, "java", Runtime.version().toString());
    metrics
        .family("process_start_time_seconds", MetricType.GAUGE, "When the process was started")
        .sample(ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND);
    memory(metrics);
    metrics
        .family("jvm_threads_current", MetricType.GAUGE, "Threads of the process")
        .sample(ManagementFactory.getThreadMXBean().getThreadCount());
    metrics.family(
        "jvm_gc_collection_seconds_total", MetricType.COUNTER, "Time spent on collecting garbage");
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      metrics.sample(
          Math.max(0, each.getCollectionTime()) / MILLIS_PER_SECOND, "gc", each.getName());
    }
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      metrics
          .family("process_cpu_seconds_total", MetricType.COUNTER, "CPU time of the process")
          .sample(Math.max(0, system.getProcessCpuTime()) / NANOS_PER_SECOND);
      metrics
          .family("process_open_fds", MetricType.GAUGE, "Files and sockets that are open")
          .sample(system.getOpenFileDescriptorCount());
      metrics
          .family("process_max_fds", MetricType.GAUGE, "Files and sockets that may be open")
          .sample(system.getMaxFileDescriptorCount());
    }
  }

  private static void memory(Exposition metrics) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    metrics
        .family("jvm_memory_used_bytes", MetricType.GAUGE, "Memory that is used")
        .sample(heap.getUsed(), "area", "heap")
        .sample(other.getUsed(), "area", "nonheap");
    metrics
        .family(
            "jvm_memory_committed_bytes", MetricType.GAUGE, "Memory that is taken from the system")
        .sample(heap.getCommitted(), "area", "heap")
        .sample(other.getCommitted(), "area", "nonheap");
    metrics
        .family("jvm_memory_max_bytes", MetricType.GAUGE, "Memory that the heap may take at most")
        .sample(heap.getMax(), "area", "heap");
  }
}
