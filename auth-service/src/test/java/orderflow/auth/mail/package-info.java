/// Tests of the mails.
@NullMarked
package orderflow.auth.mail;

import org.jspecify.annotations.NullMarked;
