/// What the service mails: templates in text and HTML, and SES.
@NullMarked
package orderflow.auth.mail;

import org.jspecify.annotations.NullMarked;
