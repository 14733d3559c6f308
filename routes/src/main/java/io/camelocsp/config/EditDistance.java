package io.camelocsp.config;

/** How many slips of the keyboard lie between two words. */
final class EditDistance {
  private static final int LONGEST_WORD = 128;

  private EditDistance() {}

  /**
   * The optimal string alignment distance: a character left out, added or replaced, or two
   * neighbours swapped, counts one. Words longer than any key are as far away as they can be:
   * comparing them would take time and space by the product of the lengths.
   */
  static int between(String a, String b) {
    if (a.length() > LONGEST_WORD || b.length() > LONGEST_WORD) {
      return Math.max(a.length(), b.length());
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (swapped(a, i, b, j)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
