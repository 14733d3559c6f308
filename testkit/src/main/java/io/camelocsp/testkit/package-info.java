/** Test CA, lists and requests for tests, built on Bouncy Castle and never on core. */
@NullMarked
package io.camelocsp.testkit;

import org.jspecify.annotations.NullMarked;
