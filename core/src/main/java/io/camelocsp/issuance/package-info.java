/** What a CA has issued: sources of serial numbers, and issuance lists made of them. */
@NullMarked
package io.camelocsp.issuance;

import org.jspecify.annotations.NullMarked;
