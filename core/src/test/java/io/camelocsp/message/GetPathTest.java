package io.camelocsp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetPathTest {
  /** Begins like a SEQUENCE; its base64 holds every awkward character, and slashes in a row. */
  private static final byte[] DER = HexFormat.of().parseHex("3003fbefbeffffffffffff00fb");

  private static final String NOT_PADDED = "the path's base64 is cut off or not padded";

  private static final String BASE64 = Base64.getEncoder().encodeToString(DER);

  @Test
  void theVectorIsAwkward() {
    assertThat(BASE64).contains("+", "//", "==");
  }

  @Test
  void readsRawCharacters() {
    reads("/" + BASE64);
  }

  @Test
  void readsWithoutASlashInFront() {
    reads(BASE64);
  }

  @Test
  void readsADoubledLeadingSlash() {
    reads("//" + BASE64);
    reads("/%2F" + BASE64);
  }

  @Test
  void readsEscapes() {
    reads("/" + BASE64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"));
  }

  @Test
  void readsLowerCaseEscapes() {
    reads("/" + BASE64.replace("+", "%2b").replace("/", "%2f").replace("=", "%3d"));
  }

  @Test
  void readsEscapesOfLettersToo() {
    reads("/%4d" + BASE64.substring(1));
  }

  @Test
  void readsDoubleEscapes() {
    reads("/" + BASE64.replace("+", "%252B").replace("/", "%252f").replace("=", "%253D"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "/%2F"})
  void refusesAPathWithoutRequest(String path) {
    refuses(path, "the path holds no request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/MAA%", "/MAA%3", "/MAA%253"})
  void refusesAnEscapeCutOff(String path) {
    refuses(path, "an escape in the path is cut off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/MAA%zz", "/MAA%25zz", "/MAA%3g", "/MAA%\uff13D"})
  void refusesAnEscapeThatIsNotHexadecimal(String path) {
    refuses(path, "an escape in the path is not hexadecimal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/MA A",
        "/MA%20A",
        "/MA%0AA",
        "/MA?A",
        "/MAA\u0100",
        "/MAA%00",
        "/M%ffAA",
        "/MA=A",
        "/MAA-",
        "/MAA_"
      })
  void refusesOtherCharacters(String path) {
    refuses(path, "the path is not base64");
  }

  @Test
  void refusesTripleEscapes() {
    refuses("/MAAAM%25252B", "the path is not base64");
  }

  @Test
  void refusesMissingPadding() {
    refuses("/" + BASE64.replace("=", ""), NOT_PADDED);
    refuses("/" + BASE64.substring(0, BASE64.length() - 1), NOT_PADDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/MAA==", "/MAAA=", "/MA=", "/MAAA==", "/MAA===", "/MAAAM"})
  void refusesALengthThatIsNoMultipleOfFour(String path) {
    refuses(path, NOT_PADDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/MAAA====", "/M===", "/====", "/MA==MAAA"})
  void refusesPaddingWhereDataBelongs(String path) {
    refuses(path, "the path is not base64");
  }

  @Test
  void refusesTheUrlSafeAlphabet() {
    refuses("/" + Base64.getUrlEncoder().encodeToString(DER), "the path is not base64");
    refuses("/" + BASE64.replace('+', '-'), "the path is not base64");
    refuses("/" + BASE64.replace('/', '_'), "the path is not base64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/MB==", "/MAB="})
  void refusesBitsOfNoOctet(String path) {
    refuses(path, "the path's base64 ends in bits of no octet");
  }

  @Test
  void refusesAnEndlessPath() {
    char[] path = new char[GetPath.MAX_LENGTH + 1];
    Arrays.fill(path, 'M');
    refuses(new String(path), "the path has more than 65536 characters");
  }

  private static void reads(String path) {
    assertThat(GetPath.toDer(path)).as(path).isEqualTo(DER);
  }

  private static void refuses(String path, String reason) {
    assertThat(refusal(path).reason()).as(path).isEqualTo(reason);
    assertThat(refusal(path).status()).isEqualTo(ResponseStatus.MALFORMED_REQUEST);
  }

  private static OcspFailure refusal(String path) {
    OcspFailure failure = catchThrowableOfType(OcspFailure.class, () -> GetPath.toDer(path));
    assertThat(failure).as("refused at all").isNotNull();
    return failure;
  }
}
