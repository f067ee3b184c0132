/// The template's rules that no linter knows, and what must agree with it: Makefile, handler
/// classes, samples. Each rule is a function from a template to its faults, and is shown a template
/// with a planted fault.
@NullMarked
package orderflow.system.template;

import org.jspecify.annotations.NullMarked;
