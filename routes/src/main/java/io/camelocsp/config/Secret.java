package io.camelocsp.config;

import java.util.Arrays;

/**
 * A password or PIN. It never prints: {@link #toString()} says nothing about it, not even its
 * length. Immutable and thread-safe; equal only to itself.
 */
public final class Secret {
  private final char[] characters;

  private Secret(char[] characters) {
    this.characters = characters;
  }

  /** A secret with these characters; the array is copied. */
  public static Secret of(char[] characters) {
    return new Secret(characters.clone());
  }

  /** A copy of the characters, which the caller may wipe. */
  public char[] copy() {
    return characters.clone();
  }

  /** Whether there is no character in it. */
  public boolean isEmpty() {
    return characters.length == 0;
  }

  /** Whether the other one holds the same. */
  boolean hasSameCharacters(Secret other) {
    return Arrays.equals(characters, other.characters);
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
