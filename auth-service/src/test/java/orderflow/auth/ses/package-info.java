/// Tests of the mails.
@NullMarked
package orderflow.auth.ses;

import org.jspecify.annotations.NullMarked;
