package io.ingestio.background;

import java.util.List;

/** A bean that runs loops. Their meters and their liveness are published for every bean of this type. */
public interface Supervised {

    List<? extends SupervisedLoop> loops();
}
