/** What commands and what they are made of share: terminal, files, failures, exit codes. */
@NullMarked
package io.camelocsp.standalone.support;

import org.jspecify.annotations.NullMarked;
