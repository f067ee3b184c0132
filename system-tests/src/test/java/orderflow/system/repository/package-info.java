/// What the repository promises beside its code: workflows that run only what was reviewed.
@NullMarked
package orderflow.system.repository;

import org.jspecify.annotations.NullMarked;
