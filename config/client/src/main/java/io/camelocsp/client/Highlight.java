package io.camelocsp.client;

/** How a report sets off what matters: by colours where there are any. */
public interface Highlight {
  /** Sets nothing off. */
  Highlight NONE =
      new Highlight() {
        @Override
        public String good(String text) {
          return text;
        }

        @Override
        public String bad(String text) {
          return text;
        }

        @Override
        public String warning(String text) {
          return text;
        }

        @Override
        public String strong(String text) {
          return text;
        }
      };

  /** What is as it should be. */
  String good(String text);

  /** What must not be overlooked. */
  String bad(String text);

  /** What is worth knowing. */
  String warning(String text);

  /** What the lines below are about. */
  String strong(String text);
}
