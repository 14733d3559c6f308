package io.camelocsp.billing;

/** When a billing record is on the disk. */
public enum Durability {
  /** Soon after the answer left; answers go on without the disk, and losses are counted. */
  ASYNC,
  /** Before the answer leaves; without the disk there is no answer but {@code tryLater}. */
  SYNC
}
