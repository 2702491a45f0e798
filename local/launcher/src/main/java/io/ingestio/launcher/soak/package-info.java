/** The whole system under steady load with duplicates and a hostile user, judged at the end by what it left behind. */
@NullMarked
package io.ingestio.launcher.soak;

import org.jspecify.annotations.NullMarked;
