/** The status page: what operators' commands say, in a browser and as JSON. It changes nothing. */
@NullMarked
package io.camelocsp.administration.page;

import org.jspecify.annotations.NullMarked;
