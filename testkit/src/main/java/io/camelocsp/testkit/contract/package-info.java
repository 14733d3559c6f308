/**
 * What every runtime of the product must do over HTTP, as tests that know no runtime: {@link
 * io.camelocsp.testkit.contract.MainJobContract}.
 */
@NullMarked
package io.camelocsp.testkit.contract;

import org.jspecify.annotations.NullMarked;
