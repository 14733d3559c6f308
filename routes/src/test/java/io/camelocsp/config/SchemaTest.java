package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.workflow.ResponderIdForm;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the annotations of the records say is true and complete. */
class SchemaTest {
  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+([-.][a-z0-9]+)*");

  private final ValueParser parser = new ValueParser(Path.of("/base"));

  static Stream<KeySpec> keys() {
    return Schema.OCSP.keys();
  }

  static Stream<Class<?>> records() {
    return Stream.concat(
        Stream.of(OcspConfiguration.class), Schema.OCSP.sections().stream().map(SectionSpec::type));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void eachKeyHasAnExampleAndLimitsOfItsType(KeySpec spec) throws BadValueException {
    assertThat(parser.parse(spec, spec.key().example())).isNotNull();
    assertThat(spec.key().min().isEmpty()).isEqualTo(spec.key().max().isEmpty());
    for (String limit : List.of(spec.key().min(), spec.key().max())) {
      if (!limit.isEmpty()) {
        assertThat(parser.parse(spec, limit)).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void eachKeySaysWhatCountsWithoutIt(KeySpec spec) throws BadValueException {
    Key key = spec.key();
    assertThat(
            Stream.of(key.required(), !key.defaultValue().isEmpty(), !key.otherwise().isEmpty())
                .filter(said -> said))
        .hasSize(1);
    if (!key.defaultValue().isEmpty()) {
      assertThat(parser.parse(spec, key.defaultValue())).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void keysAreKebabCaseAndMeaningsSentences(KeySpec spec) {
    assertThat(spec.key().name()).matches(KEBAB_CASE);
    assertThat(spec.key().meaning()).matches("[A-Z](?s).*\\.").doesNotContain("|");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void onlyWhatCanBeLeftOutIsNull(KeySpec spec) {
    boolean mayBeAbsent =
        !spec.key().required() && spec.key().defaultValue().isEmpty() && spec.type() != List.class;
    assertThat(spec.component().getAnnotatedType().isAnnotationPresent(Nullable.class))
        .isEqualTo(mayBeAbsent);
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyComponentIsAKeyOrASection(Class<?> type) {
    for (RecordComponent component : Objects.requireNonNull(type.getRecordComponents())) {
      assertThat(
              component.isAnnotationPresent(Key.class)
                  ^ component.isAnnotationPresent(Section.class)
                  ^ component.isAnnotationPresent(Keys.class))
          .isTrue();
    }
  }

  @Test
  void noKeyIsAmbiguous() {
    assertThat(keys().map(KeySpec::pattern)).doesNotHaveDuplicates();
  }

  @Test
  void enumsAreWrittenAsTheSpecificationWritesThem() {
    assertThat(Words.ofType(io.camelocsp.revocation.ExpiredEvidencePolicy.class))
        .containsExactly("tryLater", "unknown");
    assertThat(Words.ofType(ResponderIdForm.class)).containsExactly("byKey", "byName");
  }
}
