/// CloudWatch embedded metric format: figures as log lines.
@NullMarked
package orderflow.kit.metrics;

import org.jspecify.annotations.NullMarked;
